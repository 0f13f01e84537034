using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests;

public class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void What_the_library_shows_is_a_decision()
    {
        StringBuilder api = new();
        foreach (Type type in typeof(Recorder).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            api.Append(Kind(type)).Append(' ').Append(Name(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
                api.Append("    ").Append(member).Append('\n');
        }

        Snapshot.Match("public-api.txt", api.ToString());
    }

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Zip(Enum.GetValuesAsUnderlyingType(type).Cast<object>(), (name, value) => $"{value} {name}")
        : type.GetMembers(Declared).Where(member => member is not Type && !IsMade(member)).Select(Describe);

    /// <summary>Made by the compiler: of a record, or the methods behind a property.</summary>
    private static bool IsMade(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is MethodInfo
        || member is MethodInfo { IsSpecialName: true } method && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Describe(MemberInfo member) => member switch
    {
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : field.IsInitOnly ? " (read only)" : "")}",
        PropertyInfo property => $"{(property.GetMethod!.IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name} {Accessors(property)}",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        _ => member.ToString()!,
    };

    private static string Accessors(PropertyInfo property)
    {
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        return property.SetMethod is not { IsPublic: true } ? "{ get; }" : isInit ? "{ get; init; }" : "{ get; set; }";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Name(Type type) => type switch
    {
        { IsByRef: true } => Name(type.GetElementType()!) + "&",
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericType: true } when Nullable.GetUnderlyingType(type) is { } inner => Name(inner) + "?",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        { FullName: { } full } when full.StartsWith("MemoryTracker.", StringComparison.Ordinal) => full["MemoryTracker.".Length..].Replace('+', '.'),
        _ => type.Name,
    };
}
