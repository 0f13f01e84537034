using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The labels within a plot, of which none is to lie over another.</summary>
internal sealed class LabelRoom
{
    private readonly List<SKRect> _taken = [];

    /// <summary>Takes a place that was chosen already.</summary>
    public void Take(SKRect box) => _taken.Add(box);

    /// <summary>Takes the first of the places that is free and lies within the room; the first one, moved into the room, when none is.</summary>
    public SKRect TakeFirst(IReadOnlyList<SKRect> places, SKRect room)
    {
        int free = places.Index().Where(place => room.Contains(place.Item) && !_taken.Exists(taken => taken.IntersectsWith(place.Item))).Select(place => place.Index).FirstOrDefault(-1);
        SKRect box = free >= 0 ? places[free] : Within(places[0], room);
        _taken.Add(box);
        return box;
    }

    private static SKRect Within(SKRect box, SKRect room)
    {
        box.Offset(Math.Max(0, room.Left - box.Left) - Math.Max(0, box.Right - room.Right), Math.Max(0, room.Top - box.Top) - Math.Max(0, box.Bottom - room.Bottom));
        return box;
    }
}
