namespace MemoryTracker.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Topic">To what it belongs: one of <see cref="Topics"/>.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Fine">Whether it is as it should be; null when it cannot be told.</param>
/// <param name="Finding">What was found, safe to show.</param>
/// <param name="Help">What would help; null where nothing need.</param>
internal sealed record Check(string Topic, string Name, bool? Fine, string Finding, string? Help = null);
