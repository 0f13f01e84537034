using System.CommandLine;
using System.CommandLine.Parsing;

namespace MemoryTracker.Cli;

/// <summary>An option whose value is one of a few words.</summary>
internal static class OptionChoice
{
    /// <summary>The first word is the default.</summary>
    public static Option<string?> Of(string name, string description, params string[] values) =>
        Or(values[0], string.Join('|', values), name, description, values);

    /// <summary>Without one of the words, what is told by <paramref name="byDefault"/> holds.</summary>
    public static Option<string?> Or(string byDefault, string helpName, string name, string description, params string[] values)
    {
        Option<string?> option = new(name)
        {
            Description = $"{description} [default: {byDefault}]",
            HelpName = helpName,
        };
        option.CustomParser = argument => Array.Find(values, value => value == argument.Text)
            ?? argument.Refuse<string>($"one of {string.Join(", ", values)}");
        return option;
    }

    /// <summary>The chosen word as a value of an enumeration, whose first is the default.</summary>
    public static T Read<T>(ParseResult result, Option<string?> option)
        where T : struct, Enum => result.GetValue(option) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : default;
}
