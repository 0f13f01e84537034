using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Charts;

public sealed class PdfChartTests
{
    [Theory]
    [MemberData(nameof(VectorSamples.Names), MemberType = typeof(VectorSamples))]
    public void It_prints_as_the_PNG_is(string name)
    {
        (ChartContent content, ChartOptions options) = VectorSamples.All[name];
        using Scratch scratch = new();
        (string width, string height) = (options.Width.ToString(CultureInfo.InvariantCulture), options.Height.ToString(CultureInfo.InvariantCulture));
        // It rounds up what is whole already.
        Tool.Run("pdftoppm", "-png", "-r", "96", "-x", "0", "-y", "0", "-W", width, "-H", height, "-singlefile", Written(scratch, content, options), scratch.File("chart"));
        Picture printed = new(new ChartPicture("", File.ReadAllBytes(scratch.File("chart.png"))));
        PictureDifference difference = PictureDifference.Of(Picture.Of(content, options), printed, SvgPicture.Letters(SvgPicture.Of(content, options)));
        Assert.True(difference is { Shapes: < 12, Letters: < 30 }, $"{difference}");
    }

    [Fact]
    public void Its_text_can_be_found_and_its_font_is_in_it_and_small()
    {
        using Scratch scratch = new();
        string file = Written(scratch, VectorSamples.All["markers"].Content, new ChartOptions());
        string text = Tool.Run("pdftotext", "-layout", file, "-");
        Assert.All(["python3 train.py (PID 12345)", "load done", "256 MiB", "0:30", "+1,234 markers", "host, every 1 s, 101 samples"], words => Assert.Contains(words, text, StringComparison.Ordinal));
        string fonts = Tool.Run("pdffonts", file);
        Assert.Matches(@"DejaVuSans +CID TrueType +Identity-H +yes +yes +yes ", Assert.Single(fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..]));
        Assert.InRange(new FileInfo(file).Length, 5_000, 40_000);
    }

    [Theory]
    [MemberData(nameof(VectorSamples.Names), MemberType = typeof(VectorSamples))]
    public void There_is_no_image_in_it(string name)
    {
        using Scratch scratch = new();
        string images = Tool.Run("pdfimages", "-list", Written(scratch, VectorSamples.All[name].Content, VectorSamples.All[name].Options));
        // Two lines are the head of the table.
        Assert.Equal(2, images.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(1600, 900, "1200 x 675 pts")]
    [InlineData(320, 180, "240 x 135 pts")]
    public void It_is_a_page_of_that_size_dated_by_the_recording(int width, int height, string size)
    {
        using Scratch scratch = new();
        string file = Written(scratch, VectorSamples.All["usual"].Content, new ChartOptions { Width = width, Height = height, Scale = 2 });
        string info = Tool.Run("pdfinfo", "-isodates", file);
        Assert.Matches(@"Title: +python3 train\.py \(PID 12345\)\n", info);
        Assert.Matches("Creator: +memory_tracker\n", info);
        Assert.Matches("Producer: +memory_tracker\n", info);
        Assert.Matches("CreationDate: +2026-11-23T12:58:12", info);
        Assert.Matches($"Page size: +{size}", info);
        Assert.Matches("Pages: +1\n", info);
    }

    [Fact]
    public void It_is_the_same_every_time_and_at_every_scale()
    {
        ChartContent content = VectorSamples.All["markers"].Content;
        byte[] pdf = Pdf(content, new ChartOptions());
        Assert.Equal(pdf, Pdf(content, new ChartOptions()));
        Assert.Equal(pdf, Pdf(content, new ChartOptions { Scale = 4 }));
        Assert.Equal(pdf, Cultures.Under("hostile", () => Pdf(content, new ChartOptions())));
    }

    [Theory]
    [InlineData("/FontFile2 x /ToUnicode y")]
    [InlineData(") endobj xref\n0 1 trailer startxref 漢字 \ud83d \u202E")]
    [InlineData("")]
    public void No_title_breaks_it(string title)
    {
        using Scratch scratch = new();
        string file = Written(scratch, VectorSamples.All["usual"].Content with { Title = title, Footer = title }, new ChartOptions());
        Assert.Contains("256 MiB", Tool.Run("pdftotext", file, "-"), StringComparison.Ordinal);
        Assert.InRange(new FileInfo(file).Length, 5_000, 40_000);
    }

    [Fact]
    public void Separate_pictures_are_files_of_their_own()
    {
        IReadOnlyList<ChartPicture> pictures = PdfChart.Draw(VectorSamples.All["usual"].Content, new ChartOptions { Layout = ChartLayout.Separate });
        Assert.Equal(["memory", "cpu"], pictures.Select(picture => picture.Part));
    }

    private static string Written(Scratch scratch, ChartContent content, ChartOptions options)
    {
        string file = scratch.File("chart.pdf");
        File.WriteAllBytes(file, Pdf(content, options));
        return file;
    }

    private static byte[] Pdf(ChartContent content, ChartOptions options) => Assert.Single(PdfChart.Draw(content, options)).Bytes.ToArray();
}
