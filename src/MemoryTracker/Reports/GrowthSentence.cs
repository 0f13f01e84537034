using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Reports;

/// <summary>Whether RSS grows, in words.</summary>
/// <param name="growth">What was found.</param>
/// <param name="limit">How much memory there could be at most; null when that is not known.</param>
internal sealed class GrowthSentence(RecordingDocument.GrowthFacts growth, RecordingDocument.MemoryLimitFacts? limit)
{
    /// <summary>Beyond this no process is still the same.</summary>
    private const double LongestYears = 10;

    private const double Year = 365.25 * 86_400;

    /// <summary>The sentence; null where RSS was not recorded.</summary>
    public static string? Of(RecordingDocument document) => document.Growth is { } growth ? new GrowthSentence(growth, document.MemoryLimit).Text : null;

    /// <summary>The verdict in a few words; null where RSS was not recorded.</summary>
    public static string? Short(RecordingDocument document) => document.Growth is { } growth ? new GrowthSentence(growth, document.MemoryLimit).FewWords : null;

    private string FewWords => growth.Verdict switch
    {
        RecordingDocument.GrowthFacts.Grows => $"grows {ByteRate.For(Slope).Figure(Slope)} {ByteRate.For(Slope).Name}",
        RecordingDocument.GrowthFacts.Shrinks => $"shrinks {ByteRate.For(Slope).Figure(-Slope)} {ByteRate.For(Slope).Name}",
        RecordingDocument.GrowthFacts.Flat => "flat",
        _ when growth.Doubt == RecordingDocument.GrowthFacts.Wanders => "growth: cannot tell",
        _ => "growth: too short to tell",
    };

    private string Text => growth.Verdict switch
    {
        RecordingDocument.GrowthFacts.Grows => $"grows {Rate(1)}{Reaches}{After}",
        RecordingDocument.GrowthFacts.Shrinks => $"shrinks {Rate(-1)}{After}",
        RecordingDocument.GrowthFacts.Flat => $"{Once}flat{Since}{Bounds}{After}",
        _ when growth.Doubt == RecordingDocument.GrowthFacts.Wanders => "cannot tell: RSS wanders too much for so short a time",
        _ => string.Create(
            CultureInfo.InvariantCulture, $"cannot tell: too short ({GrowthReport.FewestFigures} samples over {GrowthReport.ShortestTime.TotalSeconds:0} s are needed)"),
    };

    private double Slope => growth.Fitted?.BytesPerS ?? double.NaN;

    private double Low => growth.Fitted?.LowBytesPerS ?? double.NaN;

    private double High => growth.Fitted?.HighBytesPerS ?? double.NaN;

    private string Reaches => growth.LimitReachedInS is { } seconds && limit is not null && seconds < LongestYears * Year
        ? $", reaches the limit of {Readable.Bytes(limit.Bytes)} ({limit.Source}) in about {About(seconds)}"
        : "";

    private string Once => growth.Step is { Bytes: { } bytes } step
        ? $"{(bytes > 0 ? "rose" : "fell")} once by {Readable.Bytes(Math.Abs(bytes))} at {Readable.Moment(RecordingDocument.Time(step.AtS))}, "
        : "";

    private string Since => growth.Step is null ? "" : " since";

    /// <summary>Where nothing ever changed there is no doubt.</summary>
    private string Bounds
    {
        get
        {
            if (Low == High)
                return "";
            ByteRate unit = ByteRate.For(Math.Max(Math.Abs(Low), Math.Abs(High)));
            return $" (95 %: {unit.Figure(Low)} to {unit.Figure(High)} {unit.Name})";
        }
    }

    private string After
    {
        get
        {
            double warmUp = growth.FromS - growth.BeginS;
            string cycles = growth.Cycles == 0 ? "" : $", judged by {Readable.Count(growth.Cycles, "cycle")} of rise and fall";
            return warmUp > 0 ? $"{cycles}; after a warm-up of {Readable.Duration(RecordingDocument.Time(warmUp))}" : cycles;
        }
    }

    private string Rate(int sign)
    {
        ByteRate unit = ByteRate.For(Slope);
        (double least, double most) = sign > 0 ? (Low, High) : (-High, -Low);
        return $"{unit.Figure(sign * Slope)} {unit.Name} (95 %: {unit.Figure(least)} to {unit.Figure(most)})";
    }

    /// <summary>A length of time to two figures: nobody knows it better.</summary>
    private static string About(double seconds)
    {
        (double length, string unit) = seconds switch
        {
            < 100 => (1, "s"),
            < 100 * 60 => (60, "min"),
            < 48 * 3_600 => (3_600, "h"),
            < 2 * Year => (86_400, "days"),
            _ => (Year, "years"),
        };
        double figure = seconds / length;
        double step = figure < 100 ? 1 : 10;
        return (Math.Round(figure / step) * step).ToString("0", CultureInfo.InvariantCulture) + " " + unit;
    }
}
