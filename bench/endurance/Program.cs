using MemoryTracker.Endurance;

// dotnet run -c Release --project bench/endurance [SHARE]      SHARE of the samples, 1 unless told otherwise; the month's CSV takes 1.7 GB for a while
double share = args is [var told] ? double.Parse(told, System.Globalization.CultureInfo.InvariantCulture) : 1;
bool isDayRight = Day.Run(share);
Console.WriteLine();
bool isMonthRight = Month.Run(share);
return isDayRight && isMonthRight ? 0 : 1;
