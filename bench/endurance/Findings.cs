using System.Globalization;

namespace MemoryTracker.Endurance;

/// <summary>What was found, a line each, and whether all of it is as it must be.</summary>
internal sealed class Findings
{
    public bool AreRight { get; private set; } = true;

    public void Check(bool isRight, FormattableString finding)
    {
        Console.WriteLine($"- {(isRight ? "" : "**wrong:** ")}{finding.ToString(CultureInfo.InvariantCulture)}");
        AreRight &= isRight;
    }
}
