using System.Text;
using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public sealed class PastMarkersTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly List<string> _notices = [];

    [Fact]
    public void A_file_is_read_once_its_last_line_too()
    {
        MarkerLog log = Read("2.5 load done\n3.0 4.0 phase A\n1700000007 epoch");

        Assert.Equal(["load done", "phase A", "epoch"], log.Markers.Select(marker => marker.Label));
        Assert.Equal([2.5, 3, 7], log.Markers.Select(marker => marker.At.TotalSeconds));
        Assert.Empty(_notices);
    }

    [Fact]
    public void Without_a_time_a_line_cannot_be_placed_any_more()
    {
        MarkerLog log = Read("2.5 first\nno time here\n");

        Assert.Equal("first", Assert.Single(log.Markers).Label);
        Assert.Equal(1, log.BadLines);
        Assert.Contains("line 2: has no time, and the recording is over", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Markers_of_files_join_those_of_the_recording()
    {
        MarkerLog log = MarkerLog.Of([new Marker { At = TimeSpan.FromSeconds(5), Label = "kept" }], leftOut: 2, badLines: 3, _notices.Add);

        new PastMarkers(_scratch.Write("m.txt", "1.0 before\nbad\n")).Read(null, Marks.Clocks, log);

        Assert.Equal(["before", "kept"], log.Markers.Select(marker => marker.Label));
        Assert.Equal((4L, 2L, 4L), (log.Count, log.LeftOut, log.BadLines));
    }

    [Fact]
    public void A_line_too_long_for_any_label_is_cut_and_the_next_is_whole()
    {
        MarkerLog log = Read("1.5 " + new string('x', 200_000) + "\n2.5 next\n");

        Assert.Equal("next", log.Markers[^1].Label);
        Assert.Equal(2, log.Count);
    }

    [Fact]
    public void A_missing_file_is_told() =>
        Assert.ThrowsAny<IOException>(() => new PastMarkers(_scratch.File("none")).Read(null, Marks.Clocks, MarkerLog.Of([], 0, 0, _notices.Add)));

    [Fact]
    public async Task A_pipe_can_be_read_once_and_its_markers_are_there_whenever_they_are_asked_for()
    {
        Assert.Equal(0, LibC.MakeFifo(_scratch.File("pipe"), 0x180));
        PastMarkers file = new(_scratch.File("pipe"));
        Task writing = Task.Run(() => File.WriteAllText(_scratch.File("pipe"), "1.5 one\n2.5 two\n"), TestContext.Current.CancellationToken);
        MarkerLog first = MarkerLog.Of([], 0, 0, _notices.Add);
        MarkerLog second = MarkerLog.Of([], 0, 0, _notices.Add);
        file.Read(null, Marks.Clocks, first);
        await writing;
        file.Read(null, Marks.Clocks, second);

        Assert.Equal(["one", "two"], first.Markers.Select(marker => marker.Label));
        Assert.Equal(["one", "two"], second.Markers.Select(marker => marker.Label));
    }

    public void Dispose() => _scratch.Dispose();

    private MarkerLog Read(string text)
    {
        MarkerLog log = MarkerLog.Of([], 0, 0, _notices.Add);
        string file = _scratch.File("markers.txt");
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        new PastMarkers(file).Read(null, Marks.Clocks, log);
        return log;
    }
}
