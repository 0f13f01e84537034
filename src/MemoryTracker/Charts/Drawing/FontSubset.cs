using System.Buffers.Binary;
using System.Text;

namespace MemoryTracker.Charts.Drawing;

/// <summary>A font cut down to the glyphs that are used: some kilobytes of the embedded font's 750. Every glyph keeps its number.</summary>
internal static class FontSubset
{
    /// <summary>How glyphs are put together and what they are called: who draws has their numbers already.</summary>
    private static readonly string[] Unneeded = ["GSUB", "GPOS", "GDEF", "name", "post"];

    /// <summary>Cuts a font down.</summary>
    /// <param name="font">A TrueType file.</param>
    /// <param name="glyphs">The numbers of the glyphs to keep.</param>
    /// <returns>The font with no other glyphs, or the same font where that fails.</returns>
    public static unsafe byte[] Of(byte[] font, IEnumerable<uint> glyphs)
    {
        nint input = HarfBuzz.CreateInput();
        if (input == 0) return font;
        HarfBuzz.SetFlags(input, HarfBuzz.WithoutHints | HarfBuzz.SameNumbers | HarfBuzz.WithMissingGlyph | HarfBuzz.OnlyTheseGlyphs);
        foreach (uint glyph in glyphs) HarfBuzz.Add(HarfBuzz.GlyphsOf(input), glyph);
        foreach (string table in Unneeded) HarfBuzz.Add(HarfBuzz.SetOf(input, HarfBuzz.DroppedTables), BinaryPrimitives.ReadUInt32BigEndian(Encoding.ASCII.GetBytes(table)));
        fixed (byte* data = font)
        {
            nint blob = HarfBuzz.CreateBlob(data, (uint)font.Length, HarfBuzz.ReadOnlyMemory, 0, 0);
            nint face = HarfBuzz.CreateFace(blob, 0);
            nint subset = HarfBuzz.Subset(face, input);
            byte[] result = subset == 0 ? font : BytesOf(subset);
            if (subset != 0) HarfBuzz.DestroyFace(subset);
            HarfBuzz.DestroyFace(face);
            HarfBuzz.DestroyBlob(blob);
            HarfBuzz.DestroyInput(input);
            return result;
        }
    }

    private static unsafe byte[] BytesOf(nint face)
    {
        nint blob = HarfBuzz.BlobOf(face);
        byte* data = HarfBuzz.DataOf(blob, out uint length);
        byte[] bytes = new ReadOnlySpan<byte>(data, (int)length).ToArray();
        HarfBuzz.DestroyBlob(blob);
        return bytes;
    }
}
