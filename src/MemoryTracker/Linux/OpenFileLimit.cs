namespace MemoryTracker.Linux;

/// <summary>How many descriptors we may have open (RLIMIT_NOFILE of getrlimit(2)). A command that is started inherits it: raise it only afterwards.</summary>
internal static unsafe class OpenFileLimit
{
    /// <summary>What counts now; null when it cannot be told.</summary>
    public static ulong? Now => Read()?.Soft;

    /// <summary>What <see cref="Raise"/> would make of it, without doing so; null when it cannot be told.</summary>
    public static ulong? Highest => Read()?.Hard;

    /// <summary>Raises our soft limit to the hard one, which every user may.</summary>
    /// <returns>The limit that counts from now on; null when it cannot be told.</returns>
    public static ulong? Raise()
    {
        if (Read() is not { } limit)
            return null;
        LibC.Limit raised = limit with { Soft = limit.Hard };
        return LibC.SetLimit(LibC.OpenFilesLimit, &raised) == 0 ? raised.Soft : limit.Soft;
    }

    private static LibC.Limit? Read()
    {
        LibC.Limit limit;
        return LibC.GetLimit(LibC.OpenFilesLimit, &limit) < 0 ? null : limit;
    }
}
