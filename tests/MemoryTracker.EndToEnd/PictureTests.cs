using System.Globalization;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>The picture's pixels, looked into: it has the size asked for, and the memory is where it was.</summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData("800x450", "1", 800, 450)]
    [InlineData("800x450", "2", 1600, 900)]
    [InlineData("1600x900", "1", 1600, 900)]
    [InlineData("3840x2160", "1", 3840, 2160)]
    public async Task It_has_the_size_asked_for(string size, string scale, int width, int height)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        (await Tracker.Run(
            scratch, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-o", "chart.png", "--size", size, "--scale", scale)).Expect(0);

        PngImage image = PngImage.Read(scratch.File("chart.png"));
        Assert.Equal((width, height), (image.Width, image.Height));
    }

    [Fact]
    public async Task A_theme_has_its_ground()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string[] options = ["--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-o"];
        (await Tracker.Run(scratch, [.. options, "light.png", "--theme", "light"])).Expect(0);
        (await Tracker.Run(scratch, [.. options, "dark.png", "--theme", "dark"])).Expect(0);

        Assert.True(PngImage.Read(scratch.File("light.png")).Corner.Red > 200);
        Assert.True(PngImage.Read(scratch.File("dark.png")).Corner.Red < 80);
    }

    [Fact]
    public async Task Separate_charts_are_two_files()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        (await Tracker.Run(scratch, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-o", "chart.png", "--layout", "separate")).Expect(0);

        Assert.Equal(["chart.cpu.png", "chart.memory.png"], scratch.Names());
        Assert.All(scratch.Names(), name => PngImage.Read(scratch.File(name)));
    }

    [Fact]
    public async Task Any_metric_can_be_charted_and_is_then_recorded()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string[] charted = ["--chart", "memory,pss,minor_faults,threads,written_chars", "--layout", "separate"];
        Ended ended = (await Tracker.Run(scratch, ["--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.5", "-o", "chart.png", "-c", "data.csv", .. charted])).Expect(0);

        Assert.Empty(ended.Errors);
        Assert.Equal(["chart.counts.png", "chart.events.png", "chart.io.png", "chart.memory.png", "data.csv", "data.meta.json"], scratch.Names());
        Assert.Contains(
            ",rss_bytes,peak_rss_bytes,anon_bytes,file_bytes,shmem_bytes,pss_bytes,smaps_rss_bytes,cpu_percent,threads,written_chars_bytes,minor_faults\n",
            scratch.Text("data.csv"),
            StringComparison.Ordinal);
        Assert.All(["memory", "counts"], part => Assert.NotEqual(0, Middle(PngImage.Read(scratch.File($"chart.{part}.png")))));

        static int Middle(PngImage image) => image.ColouredIn(image.Width / 2);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_area_is_high_where_the_memory_was(string theme)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("steps", "700", "1", "300", "1");
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "data.csv", "-i", "10ms", "-o", "chart.png", "--layout", "separate", "--theme", theme);
        List<Plateau> plateaus = await load.Perform<Plateau>();
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        PngImage image = PngImage.Read(scratch.File("chart.memory.png"));
        int[] heights = [.. plateaus.Select(plateau => image.ColouredIn(ColumnAt(plateau, recording, image)))];
        Assert.True(heights[0] > 0 && heights[2] > 0, $"no colour where memory was: {Text(heights)}");
        Assert.True(heights[1] > 2 * Math.Max(heights[0], heights[2]), $"the peak's columns are not the highest: {Text(heights)}");
    }

    /// <summary>The column of the plateau's middle: the area reaches from the first sample to the last, wherever the axes put it.</summary>
    private static int ColumnAt(Plateau plateau, CsvRecording recording, PngImage image)
    {
        int[] columns = [.. Enumerable.Range(0, image.Width).Where(column => image.ColouredIn(column) > image.Height / 40)];
        double middle = ((plateau.From + plateau.To) / 2) - recording.First.Time;
        double share = middle / (recording.Samples.Last().Time - recording.First.Time);
        return columns[0] + (int)(share * (columns[^1] - columns[0]));
    }

    private static string Text(int[] heights) => string.Join(", ", heights.Select(height => height.ToString(CultureInfo.InvariantCulture)));
}
