using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>How a recorded column must agree with the accounts that the recorded process gave of itself.</summary>
/// <param name="Tolerance">How far a figure may be from the truth, in the unit of the column (of a rate: in seconds of CPU).</param>
/// <param name="Least">How much the truth must have changed at least, or else agreeing with it says nothing.</param>
internal abstract record Agreement(double Tolerance, double Least)
{
    /// <summary>A row is stamped just before its figures are read, and in between the tracker may have had to wait for a processor.</summary>
    private const long Margin = 20_000_000;

    /// <summary>Fails where they do not agree.</summary>
    public void Check(string column, MetricRows rows, IReadOnlyList<Account> accounts)
    {
        List<(long Time, double Figure)> known = rows.Timed(column);
        List<Account> telling = [.. accounts.Where(account => account.Figures.ContainsKey(column))];
        double[] truths = [.. telling.Select(account => account.Figures[column])];
        Assert.NotEmpty(truths);
        Assert.True(Change(truths) >= Least, $"the process did too little about {column}: {string.Join(", ", truths)}");
        foreach ((int number, Account account) in telling.Index())
        {
            List<double> told = Told(known, telling[0], account);
            Assert.NotEmpty(told);
            double truth = Truth(truths, number);
            double worst = told.MaxBy(figure => Math.Abs(figure - truth));
            Assert.True(
                Math.Abs(worst - truth) <= Tolerance,
                $"{column} is {worst} and in truth {truth}, {worst - truth:0.######} off, in account {number} of {string.Join(", ", truths)}");
        }
    }

    protected abstract double Change(double[] truths);

    protected abstract double Truth(double[] truths, int number);

    /// <summary>What the column says of the time of an account.</summary>
    protected abstract List<double> Told(List<(long Time, double Figure)> known, Account first, Account account);

    protected static bool IsWithin(long time, Account account) => time >= account.From && time <= account.To - Margin;

    /// <summary>Every figure told while the process held still is the truth.</summary>
    internal record Held(double Tolerance, double Least) : Agreement(Tolerance, Least)
    {
        protected override double Change(double[] truths) => truths.Max() - truths.Min();

        protected override double Truth(double[] truths, int number) => truths[number];

        protected override List<double> Told(List<(long Time, double Figure)> known, Account first, Account account) =>
            [.. known.Where(row => IsWithin(row.Time, account)).Select(row => row.Figure)];
    }

    /// <summary>So is the middle one, where other processes may come and go within the time and have a share in it.</summary>
    internal sealed record HeldMostly(double Tolerance, double Least) : Held(Tolerance, Least)
    {
        protected override List<double> Told(List<(long Time, double Figure)> known, Account first, Account account)
        {
            List<double> told = [.. base.Told(known, first, account).Order()];
            return told.Count == 0 ? [] : [told[told.Count / 2]];
        }
    }

    /// <summary>Every figure told while the process held still has grown since the first account by as much as the truth.</summary>
    internal sealed record Grown(double Tolerance, double Least) : Agreement(Tolerance, Least)
    {
        protected override double Change(double[] truths) => truths[^1] - truths[0];

        protected override double Truth(double[] truths, int number) => truths[number] - truths[0];

        protected override List<double> Told(List<(long Time, double Figure)> known, Account first, Account account)
        {
            double begin = known.Last(row => IsWithin(row.Time, first)).Figure;
            return [.. known.Where(row => IsWithin(row.Time, account)).Select(row => row.Figure - begin)];
        }
    }

    /// <summary>All rates told since the first account, each times the time that it is of, are what was used in truth.</summary>
    internal sealed record Used(double Tolerance, double Least) : Agreement(Tolerance, Least)
    {
        protected override double Change(double[] truths) => truths[^1] - truths[0];

        protected override double Truth(double[] truths, int number) => truths[number] - truths[0];

        protected override List<double> Told(List<(long Time, double Figure)> known, Account first, Account account)
        {
            int begin = known.FindLastIndex(row => IsWithin(row.Time, first));
            double seconds = 0;
            List<double> told = [];
            for (int at = begin; at >= 0 && at < known.Count; at++)
            {
                if (at > begin)
                    seconds += known[at].Figure / 100 * (known[at].Time - known[at - 1].Time) / 1e9;
                if (IsWithin(known[at].Time, account))
                    told.Add(seconds);
            }

            return told;
        }
    }

    /// <summary>The highest figure told before the process held still is the truth.</summary>
    internal sealed record Highest(double Tolerance, double Least) : Agreement(Tolerance, Least)
    {
        protected override double Change(double[] truths) => truths.Max();

        protected override double Truth(double[] truths, int number) => truths[number];

        protected override List<double> Told(List<(long Time, double Figure)> known, Account first, Account account) =>
            [known.Where(row => row.Time <= account.To).Max(row => row.Figure)];
    }
}
