using System.Globalization;
using System.Net;
using System.Text;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// Makes of what Skia draws as SVG a document that is shown alike everywhere. Skia's has no view box, places letter by letter with commas at which Firefox stops, and
/// writes numbers of nine digits. It is rewritten line by line: every tag has one of its own.
/// </summary>
internal sealed class SvgFile(SKSizeI size, ChartDescription description)
{
    /// <summary>The font that the picture is made for comes first; others are squeezed or stretched to the same widths.</summary>
    private const string Fonts = "'DejaVu Sans', Verdana, sans-serif";

    private static readonly string[] Numbers = ["x", "y", "width", "height", "rx", "ry", "cx", "cy", "x1", "y1", "x2", "y2", "stroke-width", "fill-opacity", "stroke-opacity"];

    private static readonly string[] References = ["clip-path", "fill", "stroke"];

    /// <summary>Skia goes on counting from picture to picture: here it begins anew, so that the same recording makes the same file.</summary>
    private readonly Dictionary<string, string> _names = [];

    public byte[] Rewrite(Stream drawn)
    {
        using StreamReader lines = new(drawn, Encoding.UTF8);
        StringBuilder file = new();
        while (lines.ReadLine() is { } indented)
        {
            string line = indented.Trim('\t');
            if (line.StartsWith("<svg ", StringComparison.Ordinal)) file.Append(Beginning());
            else if (line.StartsWith("<text ", StringComparison.Ordinal)) file.Append(Text(new SvgTag(line), ContentOf(lines)));
            else if (line.StartsWith("</", StringComparison.Ordinal)) file.Append(line).Append('\n');
            else if (!line.StartsWith("<?", StringComparison.Ordinal)) file.Append(Shape(new SvgTag(line)));
        }

        return Encoding.UTF8.GetBytes(file.ToString());
    }

    private static string ContentOf(StreamReader lines)
    {
        string content = "";
        while (lines.ReadLine() is { } line && line.Trim('\t') != "</text>") content += line.Trim('\t');
        return content;
    }

    /// <summary>A text from where it begins to where it ends, whatever font it is written in.</summary>
    private static string Text(SvgTag tag, string escaped)
    {
        string content = WebUtility.HtmlDecode(escaped);
        // Nothing but blanks, of which Skia writes no place.
        if (string.IsNullOrWhiteSpace(content)) return "";
        string[] places = tag["x"]!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        using SKFont font = new(EmbeddedFont.Typeface, float.Parse(tag["font-size"]!, CultureInfo.InvariantCulture));
        string last = content.EnumerateRunes().LastOrDefault().ToString();
        double length = double.Parse(places[^1], CultureInfo.InvariantCulture) - double.Parse(places[0], CultureInfo.InvariantCulture) + font.MeasureText(last);
        tag["x"] = SvgNumber.Shorten(places[0]);
        tag["y"] = SvgNumber.Shorten(tag["y"]!.Split(',')[0]);
        tag["font-family"] = null;
        if (places.Length > 1)
        {
            tag["textLength"] = length.ToString("0.##", CultureInfo.InvariantCulture);
            tag["lengthAdjust"] = "spacingAndGlyphs";
        }

        return $"{tag}{escaped}</text>\n";
    }

    private string Shape(SvgTag tag)
    {
        if (tag["d"] is { } data)
        {
            if (data.Length == 0) return "";
            tag["d"] = SvgPath.Shorten(data);
        }

        if (tag["id"] is { } id) tag["id"] = NameOf(id);
        foreach (string name in References)
        {
            if (tag[name] is { } reference && reference.StartsWith("url(#", StringComparison.Ordinal)) tag[name] = $"url(#{NameOf(reference[5..^1])})";
        }

        foreach (string name in Numbers)
        {
            // A share, such as 100%, is none.
            if (tag[name] is { } number && !number.EndsWith('%')) tag[name] = SvgNumber.Shorten(number);
        }

        // What holds anyway.
        if (tag["stroke-miterlimit"] == "4") tag["stroke-miterlimit"] = null;
        return $"{tag}\n";
    }

    /// <summary>A clean text as XML can hold it: two characters that are no characters cannot even be escaped.</summary>
    private static string Escape(string text) => WebUtility.HtmlEncode(text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD'));

    private string NameOf(string id)
    {
        if (!_names.TryGetValue(id, out string? name)) _names[id] = name = string.Create(CultureInfo.InvariantCulture, $"part-{_names.Count + 1}");
        return name;
    }

    private string Beginning() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="{size.Width}" height="{size.Height}" viewBox="0 0 {size.Width} {size.Height}" role="img" aria-labelledby="chart-title chart-desc" font-family="{Fonts}" text-rendering="geometricPrecision">
        <title id="chart-title">{Escape(description.Title)}</title>
        <desc id="chart-desc">{Escape(description.Sentence)}</desc>

        """);
}
