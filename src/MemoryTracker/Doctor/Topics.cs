namespace MemoryTracker.Doctor;

/// <summary>What checks are about.</summary>
internal static class Topics
{
    public const string Rights = "rights";
    public const string Kernel = "kernel";
    public const string Trees = "several processes";
    public const string Machine = "machine";
    public const string Time = "time";
    public const string Program = "program";
    public const string Terminal = "terminal";
}
