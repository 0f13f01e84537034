using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

public sealed partial class SvgChartTests
{
    private static readonly string[] Elements = ["svg", "title", "desc", "defs", "g", "rect", "path", "ellipse", "text", "clipPath", "linearGradient", "stop"];

    [Theory]
    [MemberData(nameof(VectorSamples.Names), MemberType = typeof(VectorSamples))]
    public void Chromium_shows_it_as_the_PNG_is(string name)
    {
        (ChartContent content, ChartOptions options) = VectorSamples.All[name];
        string svg = Svg(content, options);
        PictureDifference difference = PictureDifference.Of(Picture.Of(content, options), SvgPicture.InChromium(svg, options), SvgPicture.Letters(svg));
        Assert.True(IsSmall(difference, isDense: name == "dense"), $"{difference}");
    }

    /// <summary>An area, a light band, the dashes of a moment, a short label; and a label elsewhere.</summary>
    [Theory]
    [InlineData("<path fill=\"#1F6FB5\" fill-opacity=\".2\" d=[^>]*>", "")]
    [InlineData("<rect fill=\"#951E6E\" fill-opacity=\".12\"[^>]*>", "")]
    [InlineData("<path fill=\"none\" stroke=\"#4F3200\"[^>]*>", "")]
    [InlineData("<text[^>]*>0:30</text>", "")]
    [InlineData("x=\"[^\"]*\"([^>]*>load done<)", "x=\"300\"$1")]
    public void A_difference_would_be_seen(string what, string instead)
    {
        (ChartContent content, ChartOptions options) = VectorSamples.All["markers"];
        string svg = Svg(content, options);
        string broken = Regex.Replace(svg, what, instead);
        Assert.NotEqual(svg, broken);
        PictureDifference difference = PictureDifference.Of(Picture.Of(content, options), SvgPicture.InChromium(broken, options), SvgPicture.Letters(broken));
        Assert.False(IsSmall(difference), $"{difference}");
    }

    [Theory]
    [MemberData(nameof(VectorSamples.Names), MemberType = typeof(VectorSamples))]
    public void It_is_sound_XML_that_needs_nothing_from_elsewhere(string name)
    {
        (ChartContent content, ChartOptions options) = VectorSamples.All[name];
        AssertIsSound(Svg(content, options));
    }

    [Fact]
    public void It_is_sound_whatever_markers_there_are()
    {
        for (int seed = 0; seed < 24; seed++)
        {
            Random random = new(seed);
            ChartContent content = VectorSamples.All["usual"].Content with { Markers = MarkerSamples.Any(random, random.Next(1, 3000)), Title = VectorSamples.AnyText(random), Footer = VectorSamples.AnyText(random) };
            AssertIsSound(Svg(content, new ChartOptions { Width = 320 + (seed * 100), Height = 180 + (seed * 50), Layout = seed % 2 == 0 ? ChartLayout.Dual : ChartLayout.Panels }));
        }
    }

    [Fact]
    public void It_says_what_it_is()
    {
        (ChartContent content, ChartOptions options) = VectorSamples.All["usual"];
        XElement root = XDocument.Parse(Svg(content, options)).Root!;
        Assert.Equal(("1600", "900", "0 0 1600 900", "img"), (Attribute(root, "width"), Attribute(root, "height"), Attribute(root, "viewBox"), Attribute(root, "role")));
        XElement[] words = [.. root.Elements().Take(2)];
        Assert.Equal(["title", "desc"], words.Select(word => word.Name.LocalName));
        Assert.Equal(Attribute(root, "aria-labelledby").Split(' '), words.Select(word => Attribute(word, "id")));
        Assert.Equal("python3 train.py (PID 12345)", words[0].Value);
        Assert.Equal(
            "Chart of RSS, peak, CPU over time, from 2026-11-23 13:58:12 +01:00 to 2026-11-23 13:59:52 +01:00; peak 390.0 MiB at 1:12.", words[1].Value);
    }

    [Fact]
    public void Text_is_text_which_keeps_its_place_in_any_font()
    {
        XElement[] texts = [.. XDocument.Parse(Svg(VectorSamples.All["markers"].Content, new ChartOptions())).Descendants().Where(one => one.Name.LocalName == "text")];
        Assert.Superset(new HashSet<string>(["python3 train.py (PID 12345)", "load done", "inner", "256 MiB", "0:30", "RSS (MiB)", "+1,234 markers"]), texts.Select(text => text.Value).ToHashSet());
        Assert.All(texts, text =>
        {
            Assert.All(["x", "y"], place => Assert.Matches("^-?[0-9.]+$", Attribute(text, place)));
            Assert.True(text.Value.Length == 1 || double.Parse(Attribute(text, "textLength"), CultureInfo.InvariantCulture) > 0);
        });
    }

    [Fact]
    public void A_title_that_no_font_of_ours_has_is_whole_where_it_is_not_drawn()
    {
        XElement root = XDocument.Parse(Svg(VectorSamples.All["usual"].Content with { Title = "訓練 \u0007 \uFFFE 🚀" }, new ChartOptions())).Root!;
        Assert.Equal("訓練 \uFFFD \uFFFD 🚀", root.Elements().First().Value);
    }

    [Fact]
    public void Millions_of_samples_make_a_picture_of_sane_size()
    {
        Random random = new(5);
        ChartSeries series = new(TimeSpan.FromMilliseconds(1), Metric.Rss, Metric.Cpu);
        Sample sample = new();
        for (int i = 0; i < 2_000_000; i++)
        {
            sample.Elapsed = TimeSpan.FromMilliseconds(i);
            (sample.Total[Metric.Rss], sample.Total[Metric.Cpu]) = (1e8 * (1 + random.NextDouble()), 100 * random.NextDouble());
            series.Add(sample);
        }

        ChartContent content = VectorSamples.All["usual"].Content with { Series = series.All, Elapsed = sample.Elapsed };
        Assert.InRange(Svg(content, new ChartOptions()).Length, 100_000, 700_000);
    }

    [Fact]
    public void It_is_the_same_every_time_and_at_every_scale()
    {
        ChartContent content = VectorSamples.All["markers"].Content;
        string svg = Svg(content, new ChartOptions());
        Assert.Equal(svg, Svg(content, new ChartOptions()));
        Assert.Equal(svg, Svg(content, new ChartOptions { Scale = 4 }));
        Assert.Equal(svg, Cultures.Under("hostile", () => Svg(content, new ChartOptions())));
    }

    [Fact]
    public void Separate_pictures_are_named_and_described_after_what_they_show()
    {
        IReadOnlyList<ChartPicture> pictures = SvgChart.Draw(VectorSamples.All["usual"].Content, new ChartOptions { Layout = ChartLayout.Separate });
        Assert.Equal(["memory", "cpu"], pictures.Select(picture => picture.Part));
        Assert.Contains("Chart of RSS, peak over time", Encoding.UTF8.GetString(pictures[0].Bytes.Span), StringComparison.Ordinal);
        Assert.Contains("13:59:52 +01:00.</desc>", WithoutEscapes(pictures[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_sizes_are_refused() =>
        Assert.Throws<ChartException>(() => SvgChart.Draw(VectorSamples.All["usual"].Content, new ChartOptions { Width = 10 }));

    private static void AssertIsSound(string svg)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        XDocument document = XDocument.Load(reader);
        Assert.Equal("http://www.w3.org/2000/svg", document.Root!.Name.NamespaceName);
        HashSet<string> ids = [.. document.Descendants().Attributes("id").Select(id => id.Value)];
        foreach (XElement element in document.Descendants())
        {
            Assert.Contains(element.Name.LocalName, Elements);
            foreach (XAttribute attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            {
                string name = attribute.Name.ToString();
                Assert.False(name.StartsWith("on", StringComparison.Ordinal) || name.Contains("href", StringComparison.Ordinal) || name == "style", name);
                if (Reference().Match(attribute.Value) is { Success: true } reference) Assert.Contains(reference.Groups[1].Value, ids);
                else Assert.DoesNotContain("url", attribute.Value, StringComparison.Ordinal);
                if (name is not ("id" or "font-family" or "aria-labelledby") && !attribute.Value.StartsWith('#')) Assert.DoesNotMatch("(?i)nan|inf|[0-9]e[-+0-9]", attribute.Value);
                if (name is not "transform" and not "gradientTransform") Assert.DoesNotMatch(@"\.[0-9]{3}", attribute.Value);
            }
        }
    }

    private static string Attribute(XElement element, string name) => element.Attribute(name)!.Value;

    /// <summary>The edges of dense noise, which is all edges, are smoothed a little otherwise.</summary>
    private static bool IsSmall(PictureDifference difference, bool isDense = false) => difference.Shapes < (isDense ? 5 : 3.5) && difference.Letters < 32;

    private static string Svg(ChartContent content, ChartOptions options) => SvgPicture.Of(content, options);

    private static string WithoutEscapes(ChartPicture picture) => System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(picture.Bytes.Span));

    [GeneratedRegex(@"^url\(#([\w-]+)\)$")]
    private static partial Regex Reference();
}
