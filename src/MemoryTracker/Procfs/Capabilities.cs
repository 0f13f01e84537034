using System.Buffers.Text;

namespace MemoryTracker.Procfs;

/// <summary>What we may do beyond the rights of our user, within our user namespace.</summary>
/// <param name="Mask">A bit for each capability. Source: CapEff of /proc/self/status.</param>
internal readonly record struct Capabilities(ulong Mask)
{
    /// <summary>Reads a status; null when it does not tell.</summary>
    public static Capabilities? Parse(ReadOnlySpan<byte> status)
    {
        ProcLines lines = new(status);
        while (lines.MoveNext())
        {
            if (lines.Key.SequenceEqual("CapEff"u8))
                return Utf8Parser.TryParse(lines.Value, out ulong mask, out int used, 'x') && used == lines.Value.Length ? new(mask) : null;
        }

        return null;
    }

    /// <summary>Whether it is one of them.</summary>
    public bool Has(Capability capability) => ((Mask >> (int)capability) & 1) != 0;
}
