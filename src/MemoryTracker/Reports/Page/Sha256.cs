using System.Buffers.Binary;
using System.Numerics;

namespace MemoryTracker.Reports.Page;

/// <summary>
/// SHA-256 (FIPS 180-4). The framework's own is OpenSSL's, which is megabytes to load and ends the program where it is not there or cannot be loaded: too much for
/// the hashes of four constant texts.
/// </summary>
internal static class Sha256
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Length = 32;

    private const int Block = 64;
    private const int Rounds = 64;
    private const int LengthSize = sizeof(ulong);

    // The first 32 bits of the fractions of the square roots of the first eight primes, and of the cube roots of the first 64.
    private static readonly uint[] Beginning = [.. Primes().Take(8).Select(prime => Fraction(Math.Sqrt(prime)))];
    private static readonly uint[] Constants = [.. Primes().Take(Rounds).Select(prime => Fraction(Math.Cbrt(prime)))];

    /// <summary>The hash of a text's bytes.</summary>
    public static byte[] Of(ReadOnlySpan<byte> text)
    {
        Span<uint> state = stackalloc uint[8];
        Beginning.CopyTo(state);
        int whole = text.Length / Block * Block;
        for (int at = 0; at < whole; at += Block)
            Mix(state, text.Slice(at, Block));

        // What is left, a one, zeros, and the length in bits at the end of a block.
        ReadOnlySpan<byte> rest = text[whole..];
        Span<byte> last = stackalloc byte[rest.Length + 1 + LengthSize <= Block ? Block : 2 * Block];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(last[^LengthSize..], (ulong)text.Length * 8);
        for (int at = 0; at < last.Length; at += Block)
            Mix(state, last.Slice(at, Block));

        byte[] hash = new byte[Length];
        for (int i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), state[i]);
        return hash;
    }

    private static void Mix(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[Rounds];
        for (int i = 0; i < Block / sizeof(uint); i++)
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        for (int i = Block / sizeof(uint); i < Rounds; i++)
        {
            uint early = words[i - 15];
            uint late = words[i - 2];
            words[i] = words[i - 16] + words[i - 7]
                + (BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3))
                + (BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10));
        }

        (uint a, uint b, uint c, uint d) = (state[0], state[1], state[2], state[3]);
        (uint e, uint f, uint g, uint h) = (state[4], state[5], state[6], state[7]);
        for (int i = 0; i < Rounds; i++)
        {
            uint first = h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25))
                + ((e & f) ^ (~e & g)) + Constants[i] + words[i];
            uint second = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22))
                + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        ReadOnlySpan<uint> mixed = [a, b, c, d, e, f, g, h];
        for (int i = 0; i < mixed.Length; i++)
            state[i] += mixed[i];
    }

    private static IEnumerable<int> Primes()
    {
        for (int number = 2; ; number++)
        {
            if (Enumerable.Range(2, number - 2).All(divisor => number % divisor != 0))
                yield return number;
        }
    }

    private static uint Fraction(double root) => (uint)((root - Math.Floor(root)) * (1L << 32));
}
