using System.Globalization;
using System.Text;
using System.Xml.Linq;
using MemoryTracker.Charts;
using MemoryTracker.Tests.Harness;
using SkiaSharp;

namespace MemoryTracker.Tests.Charts;

/// <summary>An SVG picture, as its text and as Chromium shows it.</summary>
internal static class SvgPicture
{
    public static string Of(ChartContent content, ChartOptions options) => Encoding.UTF8.GetString(Assert.Single(SvgChart.Draw(content, options)).Bytes.Span);

    public static Picture InChromium(string svg, ChartOptions options)
    {
        using Scratch scratch = new();
        string file = scratch.Write("chart.svg", svg);
        string picture = scratch.File("chart.png");
        Tool.Run(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", $"--user-data-dir={scratch.File("profile")}", $"--screenshot={picture}",
            string.Create(CultureInfo.InvariantCulture, $"--window-size={options.Width},{options.Height}"), $"file://{file}");
        return new Picture(new ChartPicture("", File.ReadAllBytes(picture)));
    }

    /// <summary>Where its texts are.</summary>
    public static IReadOnlyList<SKRect> Letters(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(BoxOf)];

    private static SKRect BoxOf(XElement text)
    {
        float size = Number("font-size") ?? 0;
        SKRect box = SKRect.Create(Number("x") ?? 0, (Number("y") ?? 0) - size, Number("textLength") ?? size, 1.3f * size);
        return MatrixOf((string?)text.Attribute("transform")).MapRect(box);

        float? Number(string name) => (float?)text.Attribute(name);
    }

    private static SKMatrix MatrixOf(string? transform)
    {
        if (transform is null) return SKMatrix.Identity;
        string[] parts = transform.Split(['(', ' ', ',', ')'], StringSplitOptions.RemoveEmptyEntries);
        float[] n = [.. parts[1..].Select(part => float.Parse(part, CultureInfo.InvariantCulture))];
        return parts[0] switch
        {
            "translate" => SKMatrix.CreateTranslation(n[0], n.Length > 1 ? n[1] : 0),
            "scale" => SKMatrix.CreateScale(n[0], n[^1]),
            _ => new SKMatrix(n[0], n[2], n[4], n[1], n[3], n[5], 0, 0, 1),
        };
    }
}
