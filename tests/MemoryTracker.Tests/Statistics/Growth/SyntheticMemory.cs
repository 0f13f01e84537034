namespace MemoryTracker.Tests.Statistics.Growth;

/// <summary>A kind of process whose memory is known, to be judged with noise of many seeds: whether it leaks, and its RSS at each of so many moments.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Leaks">The truth; null where there is none, because what will come of it is open.</param>
/// <param name="Make">Makes the RSS of so many samples, in bytes.</param>
internal sealed record SyntheticMemory(string Name, bool? Leaks, Func<Random, int, double[]> Make)
{
    /// <summary>The standard deviation of the noise.</summary>
    private const double Sigma = 1 << 20;

    private const double Page = 4096;

    public static IReadOnlyList<SyntheticMemory> All { get; } =
    [
        Noisy("flat", false, 0, (_, _) => _ => 0),
        Noisy("flat, noise that is half left in the next sample", false, 0.5, (_, _) => _ => 0),
        Noisy("flat, 3 % of the samples far above", false, 0, (random, _) => _ => random.NextDouble() < 0.03 ? 20 * random.NextDouble() : 0),
        Noisy("flat, leak of 0.1 % of the noise", false, 0, (_, _) => at => 0.001 * at),
        Noisy("a step of 10 σ at any moment", false, 0, (random, _) => After(random.NextDouble(), 10)),
        Noisy("warm-up by a ramp of 10 σ, then flat", false, 0, (random, _) => Ramp(0.4 * random.NextDouble(), 10)),
        Noisy("warm-up that levels off by 30 σ, then flat", false, 0, (random, _) => LevelingOff(0.1 * random.NextDouble(), 30)),
        Noisy("sawtooth of 20 cycles, flat", false, 0, (random, samples) => Sawtooth(random, samples, 20)),
        Noisy("leak of 3 σ", true, 0, (_, _) => at => 3 * at),
        Noisy("leak of 6 σ after a warm-up by a ramp of 30 σ", true, 0, (random, _) => Sum(Ramp(0.3 * random.NextDouble(), 30), at => 6 * at)),
        Noisy("leak of 20 σ under a sawtooth of 20 σ", true, 0, (random, samples) => Sum(Sawtooth(random, samples, 20), at => 20 * at)),
        new("leak in pieces of any size, without noise", true, (random, samples) => Walk(samples, () => -Math.Log(1 - random.NextDouble()))),
        new("random walk", null, (random, samples) => Walk(samples, () => Normal(random))),
    ];

    private static SyntheticMemory Noisy(string name, bool leaks, double persistence, Func<Random, int, Func<double, double>> shape) => new(name, leaks, (random, samples) =>
    {
        Func<double, double> height = shape(random, samples);
        double noise = Normal(random);
        double[] rss = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            rss[i] = InPages(100 + noise + height((double)i / samples));
            noise = (persistence * noise) + (Math.Sqrt(1 - (persistence * persistence)) * Normal(random));
        }

        return rss;
    });

    private static double[] Walk(int samples, Func<double> step)
    {
        double at = 100;
        double[] rss = new double[samples];
        for (int i = 0; i < samples; i++)
            rss[i] = InPages(at += step());
        return rss;
    }

    private static Func<double, double> After(double moment, double height) => at => at > moment ? height : 0;

    private static Func<double, double> Ramp(double end, double height) => at => height * Math.Min(0, (at / end) - 1);

    private static Func<double, double> LevelingOff(double scale, double height) => at => -height * Math.Exp(-at / scale);

    /// <summary>Cycles of 20 σ, none as long as the other.</summary>
    private static Func<double, double> Sawtooth(Random random, int samples, int cycles)
    {
        double phase = random.NextDouble();
        double length = 1;
        return _ =>
        {
            phase += cycles / length / samples;
            if (phase >= 1)
                (phase, length) = (phase - 1, 0.7 + (0.6 * random.NextDouble()));
            return 20 * phase;
        };
    }

    private static Func<double, double> Sum(Func<double, double> first, Func<double, double> second) => at => first(at) + second(at);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double InPages(double sigmas) => Math.Round(sigmas * Sigma / Page) * Page;
}
