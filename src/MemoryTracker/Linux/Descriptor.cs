namespace MemoryTracker.Linux;

/// <summary>What is done alike with every open file, whatever it is.</summary>
internal static unsafe class Descriptor
{
    /// <summary>Whether one of the events (poll(2)) has come, without waiting for it; false for a negative descriptor.</summary>
    public static bool IsReady(int descriptor, short events) => IsReady(descriptor, events, TimeSpan.Zero);

    /// <summary>Whether one of the events has come, or comes within a time; a signal may end the wait early.</summary>
    public static bool IsReady(int descriptor, short events, TimeSpan most)
    {
        LibC.PollDescriptor poll = new() { Descriptor = descriptor, Events = events };
        LibC.TimeSpec time = new((long)most.TotalNanoseconds);
        return LibC.Poll(&poll, 1, &time, null) > 0;
    }

    /// <summary>Sleeps until one of them has something to read.</summary>
    public static void WaitForAny(int one, ReadOnlySpan<int> others)
    {
        Span<LibC.PollDescriptor> polled = stackalloc LibC.PollDescriptor[others.Length + 1];
        polled[0] = new() { Descriptor = one, Events = LibC.PollIn };
        for (int i = 0; i < others.Length; i++)
            polled[i + 1] = new() { Descriptor = others[i], Events = LibC.PollIn };
        fixed (LibC.PollDescriptor* first = polled)
        {
            while (LibC.Poll(first, (nuint)polled.Length, null, null) < 0 && Errno.Last == Errno.Interrupted)
            {
            }
        }
    }

    /// <summary>Sleeps until one of two has something to read, or for a time; a negative one is passed over.</summary>
    public static void WaitForEither(int one, int other, TimeSpan most)
    {
        LibC.PollDescriptor* polled = stackalloc LibC.PollDescriptor[2];
        polled[0] = new() { Descriptor = one, Events = LibC.PollIn };
        polled[1] = new() { Descriptor = other, Events = LibC.PollIn };
        LibC.TimeSpec time = new((long)most.TotalNanoseconds);
        _ = LibC.Poll(polled, 2, &time, null);
    }

    /// <summary>Writes all bytes, however many calls that takes; returns how many were written before the error, which is 0 when all were.</summary>
    public static int WriteAll(int descriptor, ReadOnlySpan<byte> bytes, out int error)
    {
        int written = 0;
        error = 0;
        fixed (byte* start = bytes)
        {
            while (written < bytes.Length)
            {
                nint count = LibC.Write(descriptor, start + written, bytes.Length - written);
                if (count < 0 && Errno.Last != Errno.Interrupted)
                {
                    error = Errno.Last;
                    break;
                }

                written += (int)Math.Max(count, 0);
            }
        }

        return written;
    }
}
