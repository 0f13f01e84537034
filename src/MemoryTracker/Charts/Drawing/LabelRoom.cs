using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The labels within a plot, of which none is to lie over another.</summary>
internal sealed class LabelRoom
{
    private readonly List<SKRect> _taken = [];

    /// <summary>Takes a place that was chosen already.</summary>
    public void Take(SKRect box) => _taken.Add(box);

    /// <summary>Takes the first of the places that is free and lies within the room; false when none is.</summary>
    public bool TryTakeFirst(IEnumerable<SKRect> places, SKRect room, out SKRect box)
    {
        box = places.FirstOrDefault(place => room.Contains(place) && !_taken.Exists(taken => taken.IntersectsWith(place)));
        if (!box.IsEmpty) _taken.Add(box);
        return !box.IsEmpty;
    }
}
