using MemoryTracker.Markers;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Where markers are drawn: which time is shown, and where it lies on the page.</summary>
/// <param name="Range">The time of the chart; markers outside of it are none of it.</param>
/// <param name="Scale">The time axis.</param>
/// <param name="Left">The left end of the plots, where the axis begins.</param>
/// <param name="Right">Their right end.</param>
/// <param name="RoomLeft">How far to the left names may reach.</param>
/// <param name="RoomRight">How far to the right names may reach.</param>
/// <param name="PixelsPerUnit">How many pixels of the picture one of the page's own is.</param>
internal sealed record MarkerFrame(TimeRange Range, TimeScale Scale, float Left, float Right, float RoomLeft, float RoomRight, float PixelsPerUnit)
{
    /// <summary>How wide the line of a moment is: whole pixels of the picture.</summary>
    public float LineWidth => LinePixels / PixelsPerUnit;

    private int LinePixels => Math.Max(1, (int)Math.Round(PixelsPerUnit));

    /// <summary>Whether any of the marker lies in the chart's time.</summary>
    public bool Shows(Marker marker) => Begin(marker) <= Range.To && End(marker) >= Range.From;

    /// <summary>Whether it is drawn as something that lasted.</summary>
    public static bool IsSpan(Marker marker) => marker.End is not null || marker.IsOpen;

    /// <summary>Where the line of a moment lies: so that it fills whole pixels, and all lines look alike.</summary>
    public float LineOf(Marker marker) => (MathF.Floor(X(Begin(marker)) * PixelsPerUnit) + (LinePixels % 2 / 2f)) / PixelsPerUnit;

    /// <summary>Where a span begins and ends on the page; at the end of the plot if it is longer than the chart.</summary>
    public (float Left, float Right) EndsOf(Marker marker) => (X(Begin(marker)), X(End(marker)));

    private static double Begin(Marker marker) => marker.At.TotalNanoseconds;

    private double End(Marker marker) => marker switch
    {
        { End: { } end } => Math.Max(end.TotalNanoseconds, Begin(marker)),
        { IsOpen: true } => Math.Max(Range.To, Begin(marker)),
        _ => Begin(marker),
    };

    private float X(double nanoseconds)
    {
        double share = (Math.Clamp(nanoseconds, Scale.Low, Scale.High) - Scale.Low) / (Scale.High - Scale.Low);
        return (float)(Left + (share * (Right - Left)));
    }
}
