using System.Globalization;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>One picture of a recording that goes on, as high as the terminal has room for: what matters most stays longest when that is little.</summary>
/// <param name="moment">The figures.</param>
/// <param name="facts">What else is known.</param>
/// <param name="state">What is to be seen.</param>
/// <param name="rows">How many rows it may take.</param>
/// <param name="isAscii">Whether the terminal shows nothing but ASCII.</param>
internal sealed class LivePicture(LiveMoment moment, LiveFacts facts, LiveState state, int rows, bool isAscii)
{
    /// <summary>No picture is higher: more rows would tell no more.</summary>
    public const int Highest = 36;

    private const int LeastChart = 3;
    private const int MostMarkers = 3;
    private const int LongestDone = 44;

    // The most needed first: a narrow terminal has no room for all.
    private static readonly string[] KeyNames = ["q end", "space freeze", "+/- zoom", "tab metric", "m marker", "s chart", "? back"];

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style[] CurveStyles = [new(Color.Blue), new(Color.Olive)];

    /// <summary>Whether keys can be read at all.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Its lines, from above.</summary>
    public IReadOnlyList<IRenderable> Lines()
    {
        List<IRenderable> below = [.. moment.Curves.Select(Figures)];
        below.Add(state.HasHelp ? Keys : Status);
        int room = rows - below.Count;
        if (room < 0)
            return [.. below.Skip(-room)];
        IRenderable[] markers = [.. facts.Markers.TakeLast(Math.Min(MostMarkers, room / 8)).Select(Marker)];
        IRenderable[] processes = [.. Processes(Math.Min(moment.LargestCount, room / 4))];
        room -= markers.Length + processes.Length;
        List<IRenderable> lines = room >= 1 ? [Title] : [];
        lines.AddRange(Charts(room - 1));
        return [.. lines, .. processes, .. markers, .. below];
    }

    private StyledLine Title => new((facts.Title, Bold), (moment.Processes == 0 ? "" : $"  {Readable.Number(moment.Processes)} {(moment.Processes == 1 ? "process" : "processes")}", Faint));

    private static StyledLine Keys => new([.. KeyNames.Select(key => ($" {key} ", Plain))]);

    private StyledLine Status
    {
        get
        {
            string remaining = facts.Duration > facts.Elapsed ? $", {Readable.Moment(facts.Duration - facts.Elapsed)} left" : "";
            string interval = facts.Interval == TimeSpan.Zero ? " as often as possible" : $" every {Readable.Duration(facts.Interval)}";
            return new(
                (state.IsFrozen ? " frozen " : " rec ", new Style(state.IsFrozen ? Color.Olive : Color.Green, decoration: Decoration.Invert)),
                ($" {Readable.Moment(facts.Elapsed)}", Plain),
                (remaining, Plain),
                (state.Done is { } done ? $"  {CellText.ShortenInTheMiddle(done, LongestDone)}" : "", Bold),
                ($"  {Readable.Count(moment.Samples, "sample")}", Plain),
                (interval, Plain),
                (facts.Missed == 0 ? "" : $"  {Readable.Count(facts.Missed, "tick")} missed", Plain),
                (HasKeys && state.Done is null ? "  ? keys" : "", Faint));
        }
    }

    private StyledLine Figures(LiveCurve curve)
    {
        string Figure(double value) => Readable.Figure(value, curve.Metric.Unit);
        int place = moment.Curves.ToList().IndexOf(curve);
        bool isRss = curve.Metric == Metric.Rss;
        return new(
            ($"{Name(curve.Metric),-5}", CurveStyles[place]),
            ($"{Figure(curve.Last),11}", Bold),
            ($"  {(isRss ? "peak" : "max")} {Figure(curve.Max)}", Plain),
            ($"  mean {Figure(curve.Metric == Metric.Cpu ? moment.MeanCpu : curve.Mean)}", Plain),
            (isRss && facts.Growth is { } growth ? $"  {growth}" : "", Plain),
            ($"  min {Figure(curve.Min)}", Plain));
    }

    private static string Name(Metric metric) => metric == Metric.Rss ? "RSS" : metric == Metric.Cpu ? "CPU" : metric.Name;

    private IEnumerable<IRenderable> Charts(int room)
    {
        int charts = room >= (LeastChart * moment.Curves.Count) + 1 ? moment.Curves.Count : room > LeastChart ? 1 : 0;
        if (charts == 0)
            yield break;
        int height = room - 1;
        for (int i = 0; i < charts; i++)
        {
            // The upper one is what people look at first.
            int own = i == charts - 1 ? height : (height + 1) * 3 / 5;
            height -= own;
            yield return new LiveChart(moment.Curves[i], moment.Elapsed, own, CurveStyles[i], isAscii);
        }

        yield return new LiveTimeAxis(moment.Curves[0].From, moment.Elapsed, LiveHistory.Lengths[moment.Window], isAscii);
    }

    private IEnumerable<IRenderable> Processes(int count)
    {
        double most = moment.LargestCount == 0 ? 0 : moment.Largest[0].Rss;
        for (int i = 0; i < count; i++)
            yield return new LiveProcessBar(moment.Largest[i], most, isAscii);
    }

    private static StyledLine Marker(Marker marker) =>
        new((string.Create(CultureInfo.InvariantCulture, $"{Readable.Moment(marker.At),10} {marker.Label}{(marker.IsOpen ? " …" : "")}"), Plain));
}
