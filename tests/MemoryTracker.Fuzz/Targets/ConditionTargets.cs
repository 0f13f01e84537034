using System.Text;
using MemoryTracker.Limits;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>Conditions as users write them.</summary>
internal static class ConditionTargets
{
    public static void Assertions(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        try
        {
            Assertion read = Assertion.Parse(text);
            Invariant.Holds(read.Bound.Baseline is null ? double.IsFinite(read.Bound.Figure) : read.Bound.Baseline.Length > 0 && double.IsFinite(read.Bound.Share));
            Invariant.Holds(read.Bound.Baseline is not null || read.Bound.Figure >= 0);
            Assertion again = Assertion.Parse(read.Text);
            Invariant.Holds((read.Figure.Name, read.Relation, read.Bound, read.Per) == (again.Figure.Name, again.Relation, again.Bound, again.Per));
        }
        catch (ConditionException problem)
        {
            Check(problem, text.Trim());
        }
    }

    public static void Limits(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        try
        {
            Limit read = Limit.Parse(text);
            Invariant.Holds(double.IsFinite(read.Bound) && read.Bound >= 0 && read.Hold >= TimeSpan.Zero);
            Invariant.IsSafe(read.Text);
            Invariant.Holds(read == Limit.Parse(read.Text));
        }
        catch (ConditionException problem)
        {
            Check(problem, text);
        }
    }

    /// <summary>The caret stands below a place of the text, or just behind it.</summary>
    private static void Check(ConditionException problem, string text)
    {
        Invariant.Holds(problem.At >= 0 && problem.At <= text.Length);
        string[] lines = problem.Message.Split('\n');
        Invariant.Holds(lines.Length == 3 && lines[0].Length > 0 && lines[2].EndsWith('^'));
        Invariant.Holds(lines[2].Length <= lines[1].Length + 1);
        foreach (string line in lines)
            Invariant.IsSafe(line);
    }
}
