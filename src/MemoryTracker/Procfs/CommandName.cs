using System.Runtime.CompilerServices;

namespace MemoryTracker.Procfs;

/// <summary>
/// A process's command name (comm, <c>TASK_COMM_LEN</c> in include/linux/sched.h): at most 15 bytes that the process itself may set
/// to anything but NUL. Kept as raw bytes; whoever shows it cleans it with <see cref="SafeText"/>.
/// </summary>
public struct CommandName : IEquatable<CommandName>
{
    /// <summary>The most bytes that the kernel keeps.</summary>
    public const int MaxLength = 15;

    private Bytes _bytes;
    private byte _length;

    /// <summary>The name's bytes; cut at <see cref="MaxLength"/>.</summary>
    public CommandName(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes[..Math.Min(bytes.Length, MaxLength)])
            _bytes[_length++] = value;
    }

    /// <summary>The bytes as the process set them: hostile input.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> Raw => ((ReadOnlySpan<byte>)_bytes)[.._length];

    public static bool operator ==(CommandName left, CommandName right) => left.Equals(right);

    public static bool operator !=(CommandName left, CommandName right) => !left.Equals(right);

    /// <summary>Reads the <c>Name:</c> of /proc/PID/status, in which the kernel writes a newline as <c>\n</c> and a backslash as <c>\\</c> (fs/proc/array.c).</summary>
    internal static CommandName Unescape(ReadOnlySpan<byte> escaped)
    {
        CommandName name = default;
        for (int i = 0; i < escaped.Length && name._length < MaxLength; i++)
        {
            bool isEscape = escaped[i] == '\\' && i + 1 < escaped.Length;
            byte value = !isEscape ? escaped[i] : escaped[++i] == 'n' ? (byte)'\n' : escaped[i];
            name._bytes[name._length++] = value;
        }

        return name;
    }

    public readonly bool Equals(CommandName other) => Raw.SequenceEqual(other.Raw);

    public override readonly bool Equals(object? obj) => obj is CommandName other && Equals(other);

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Raw);
        return hash.ToHashCode();
    }

    /// <summary>The name, safe to show.</summary>
    public override readonly string ToString() => SafeText.Clean(Raw);

    [InlineArray(MaxLength)]
    private struct Bytes
    {
        private byte _first;
    }
}
