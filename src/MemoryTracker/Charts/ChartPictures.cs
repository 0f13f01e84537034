using System.Globalization;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>What pictures of all formats have in common: which there are, and whether they can be drawn.</summary>
public static class ChartPictures
{
    /// <summary>The smallest picture that has room for its own text.</summary>
    public const int SmallestWidth = 320;

    /// <inheritdoc cref="SmallestWidth"/>
    public const int SmallestHeight = 180;

    /// <summary>The longest side a picture may have after scaling.</summary>
    public const int LongestSide = 16_384;

    private const string MissingLibrary = "libSkiaSharp.so or libHarfBuzzSharp.so is not beside the program: both belong into the program's folder";

    /// <summary>Finds out, before anything is recorded, whether a picture of that size can be drawn at all.</summary>
    /// <exception cref="ChartException">The size is impossible.</exception>
    public static void Check(ChartOptions options)
    {
        double longest = Math.Max(options.Width, options.Height) * options.Scale;
        bool possible = options is { Width: >= SmallestWidth, Height: >= SmallestHeight, Scale: >= 0.5 } && longest <= LongestSide;
        if (possible) return;
        throw new ChartException(string.Create(
            CultureInfo.InvariantCulture,
            $"a chart has at least {SmallestWidth} × {SmallestHeight} pixels, a scale of 0.5 or more, and then no side above {LongestSide} pixels"));
    }

    /// <summary>The names of the pictures that a chart of those metrics consists of, in order; one empty name when it is one picture.</summary>
    public static IReadOnlyList<string> Parts(IEnumerable<Metric> metrics, ChartLayout layout) =>
        layout == ChartLayout.Separate ? [.. ChartUnit.All.Intersect(metrics.Select(ChartUnit.Of)).Select(unit => unit.Part)] : [""];

    /// <summary>Why this machine draws no pictures, or null when it does: loads Skia and the font to see.</summary>
    internal static string? Problem
    {
        get
        {
            try
            {
                return EmbeddedFont.Typeface is null ? "the font in the program cannot be read" : null;
            }
            catch (Exception failure) when (MissingLibraryIn(failure) is { } missing)
            {
                return Explain(missing);
            }
        }
    }

    /// <summary>Draws a chart: one picture, or one for each unit when the layout is <see cref="ChartLayout.Separate"/>.</summary>
    /// <exception cref="ChartException">The size is impossible, or a native library is missing.</exception>
    internal static IReadOnlyList<ChartPicture> Draw(ChartContent content, ChartOptions options, Func<PlotAxes[], byte[]> encode)
    {
        Check(options);
        try
        {
            return options.Layout == ChartLayout.Separate
                ? [.. ChartAxis.AllOf(content).Select(axis => new ChartPicture(axis.Unit.Part, encode([new PlotAxes(axis)])))]
                : [new ChartPicture("", encode(PlotAxes.Of(content, options.Layout)))];
        }
        catch (Exception failure) when (MissingLibraryIn(failure) is { } missing)
        {
            throw new ChartException($"the chart cannot be drawn, {Explain(missing)}", failure);
        }
    }

    /// <summary>The first use of Skia fails inside of static constructors, which wrap what really happened.</summary>
    private static DllNotFoundException? MissingLibraryIn(Exception? failure) =>
        failure is null or DllNotFoundException ? failure as DllNotFoundException : MissingLibraryIn(failure.InnerException);

    /// <summary>Where the library is there, the loader's own reason, such as that there is no memory for it: a line with its path of all that were tried.</summary>
    private static string Explain(DllNotFoundException missing)
    {
        string? line = Array.Find(missing.Message.Split('\n'), line => File.Exists(line.Split(": ")[0]));
        return line is null ? MissingLibrary : $"{Path.GetFileName(line.Trim())} (memory is short, or the file is damaged)";
    }
}
