using System.Runtime.InteropServices;
using System.Text;

namespace MemoryTracker.Linux;

/// <summary>
/// Our environment as we were given it, byte for byte (environ(7)): the framework's view of it loses what is not UTF-8, has no <c>=</c> or comes twice.
/// </summary>
internal static unsafe class OwnEnvironment
{
    /// <summary>All its entries and the variables; an entry of such a name is replaced where it first stands.</summary>
    public static CStrings With(IReadOnlyDictionary<string, string> variables)
    {
        Dictionary<string, string> rest = new(variables, StringComparer.Ordinal);
        CStrings entries = new();
        for (byte** entry = First; entry is not null && *entry is not null; entry++)
        {
            string? name = Name(*entry);
            if (name is null || !variables.TryGetValue(name, out string? value))
                entries.Add(*entry);
            else if (rest.Remove(name))
                entries.Add($"{name}={value}");
        }

        foreach ((string name, string value) in rest)
            entries.Add($"{name}={value}");
        return entries;
    }

    private static byte** First => *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");

    private static string? Name(byte* entry)
    {
        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry);
        int end = text.IndexOf((byte)'=');
        return end < 0 ? null : Encoding.UTF8.GetString(text[..end]);
    }
}
