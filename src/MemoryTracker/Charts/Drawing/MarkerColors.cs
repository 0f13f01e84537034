using MemoryTracker.Markers;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The colours of markers: the one asked for, else equal names have equal ones, and different names different ones as far as the palette goes.</summary>
internal sealed class MarkerColors
{
    /// <summary>So many names take the colours in turn, so that those that appear together differ; beyond, each finds its own by itself.</summary>
    private const int MostInTurn = 64;

    private readonly Dictionary<string, SKColor> _given = [];
    private readonly IReadOnlyList<SKColor> _palette;

    /// <param name="palette">The colours to give.</param>
    /// <param name="markers">All markers of the chart in the order of time: the names that appear first get colours of their own, those of spans, which have more of it, before the others.</param>
    public MarkerColors(IReadOnlyList<SKColor> palette, IEnumerable<Marker> markers)
    {
        _palette = palette;
        foreach (Marker marker in markers.OrderBy(marker => marker.End is null))
        {
            if (marker.Color is null) _given.TryAdd(marker.Label, palette[_given.Count % palette.Count]);
            if (_given.Count == MostInTurn) break;
        }
    }

    public SKColor Of(Marker marker)
    {
        if (marker.Color is { } asked && SKColor.TryParse(asked, out SKColor color)) return color.WithAlpha(byte.MaxValue);
        return _given.TryGetValue(marker.Label, out color) ? color : _palette[(int)(Hash(marker.Label) % (uint)_palette.Count)];
    }

    /// <summary>Of a name that came too late to take its turn. Not the framework's hash, which differs from run to run (FNV-1a).</summary>
    private static uint Hash(string name)
    {
        uint hash = 2166136261;
        foreach (char letter in name) hash = unchecked((hash ^ letter) * 16777619);
        return hash;
    }
}
