namespace MemoryTracker.Targets;

/// <summary>A process that was found to belong to a set.</summary>
/// <param name="Pid">Its number.</param>
/// <param name="Parent">Whose child it is; 0 when it belongs to the set for another reason.</param>
/// <param name="IsRoot">Whether it belongs to the set for itself, and not as somebody's child.</param>
internal readonly record struct Newcomer(int Pid, int Parent, bool IsRoot);
