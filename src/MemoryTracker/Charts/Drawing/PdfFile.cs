using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// A PDF file as Skia writes it: numbered objects one after the other, then a table of where they begin. Skia as it is built for .NET embeds a whole font, 390 kB a file;
/// here it is replaced by one of the glyphs that are used.
/// </summary>
internal sealed class PdfFile
{
    /// <summary>Bytes one to one: what is not text is left alone.</summary>
    private static readonly Encoding Bytes = Encoding.Latin1;

    private readonly string _head;
    private readonly string _tail;

    /// <summary>The objects by their numbers, from 1 on, whole: <c>7 0 obj … endobj</c>.</summary>
    private readonly string[] _objects;
    private readonly int[] _order;

    private PdfFile(string file)
    {
        int table = file.LastIndexOf("xref\n0 ", StringComparison.Ordinal);
        int trailer = file.IndexOf("trailer", table, StringComparison.Ordinal);
        // Of the table the first line is its name, the second its size, and the third of an object that is none.
        int[] begins = [.. file[table..trailer].Split('\n', StringSplitOptions.RemoveEmptyEntries)[3..].Select(line => int.Parse(line.AsSpan(0, 10), CultureInfo.InvariantCulture))];
        _order = [.. Enumerable.Range(0, begins.Length).OrderBy(index => begins[index])];
        _objects = new string[begins.Length];
        for (int i = 0; i < _order.Length; i++)
            _objects[_order[i]] = file[begins[_order[i]]..(i + 1 < _order.Length ? begins[_order[i + 1]] : table)];
        _head = file[..begins[_order[0]]];
        _tail = file[trailer..(file.LastIndexOf("startxref", StringComparison.Ordinal))];
    }

    /// <summary>The same file with no more of its font than it uses.</summary>
    public static byte[] WithFontCutDown(ReadOnlySpan<byte> written)
    {
        PdfFile file = new(Bytes.GetString(written));
        int font = file.IndexOf("/FontFile2 ");
        int letters = file.IndexOf("/ToUnicode ");
        if (font < 0 || letters < 0) return written.ToArray();
        byte[] subset = FontSubset.Of(Inflate(file._objects[font]), GlyphsOf(Bytes.GetString(Inflate(file._objects[letters]))));
        string packed = Bytes.GetString(Deflate(subset));
        file._objects[font] = string.Create(
            CultureInfo.InvariantCulture, $"{font + 1} 0 obj\n<</Length1 {subset.Length}\n/Filter /FlateDecode\n/Length {packed.Length}>> stream\n{packed}\nendstream\nendobj\n");
        return Bytes.GetBytes(file.ToString());
    }

    public override string ToString()
    {
        StringBuilder file = new(_head);
        int[] begins = new int[_objects.Length];
        foreach (int index in _order)
        {
            begins[index] = file.Length;
            file.Append(_objects[index]);
        }

        int table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {begins.Length + 1}\n0000000000 65535 f \n");
        foreach (int begin in begins) file.Append(CultureInfo.InvariantCulture, $"{begin:D10} 00000 n \n");
        return file.Append(_tail).Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n").ToString();
    }

    /// <summary>The glyphs for which a table tells what they are in Unicode: <c>&lt;0003&gt; &lt;0020&gt;</c>, or from one to another and what the first is.</summary>
    private static IEnumerable<uint> GlyphsOf(string table)
    {
        bool areRanges = false;
        foreach (string line in table.Split('\n'))
        {
            if (line.EndsWith("beginbfrange", StringComparison.Ordinal)) areRanges = true;
            else if (line.EndsWith("beginbfchar", StringComparison.Ordinal)) areRanges = false;
            string[] codes = line.Split(['<', '>', ' '], StringSplitOptions.RemoveEmptyEntries);
            bool isEntry = line.StartsWith('<') && codes.Length == (areRanges ? 3 : 2) && codes[0].Length == 4;
            if (!isEntry) continue;
            uint first = uint.Parse(codes[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            uint last = areRanges ? uint.Parse(codes[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : first;
            for (uint glyph = first; glyph <= last; glyph++) yield return glyph;
        }
    }

    private static byte[] Inflate(string stream)
    {
        int begin = stream.IndexOf("stream\n", StringComparison.Ordinal) + "stream\n".Length;
        using ZLibStream packed = new(new MemoryStream(Bytes.GetBytes(stream[begin..])), CompressionMode.Decompress);
        using MemoryStream whole = new();
        packed.CopyTo(whole);
        return whole.ToArray();
    }

    private static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.SmallestSize)) stream.Write(content);
        return packed.ToArray();
    }

    /// <summary>The object to which an entry refers, counted from 0; -1 when there is no such entry. No title has a line that begins so.</summary>
    private int IndexOf(string name)
    {
        string line = "\n" + name;
        string? holder = Array.Find(_objects, one => one.Contains(line, StringComparison.Ordinal));
        if (holder is null) return -1;
        int begin = holder.IndexOf(line, StringComparison.Ordinal) + line.Length;
        return int.Parse(holder.AsSpan(begin, holder.IndexOf(' ', begin) - begin), CultureInfo.InvariantCulture) - 1;
    }
}
