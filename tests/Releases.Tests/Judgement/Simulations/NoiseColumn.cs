using System.Runtime.CompilerServices;
using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>Numbers in the order in which they came.</summary>
/// <param name="LowerIsWorse">Of throughput; of a duration, or where nobody knows, higher is.</param>
internal sealed record NoiseColumn(string Name, double[] Values, bool LowerIsWorse)
{
    public Worse Worse => LowerIsWorse ? Worse.Lower : Worse.Higher;

    /// <summary>Rows as they came, from a place that is chosen at random: slow drifts and bad days stay in them.</summary>
    public Func<Random, double> Draw()
    {
        var places = new ConditionalWeakTable<Random, StrongBox<int>>();
        return random =>
        {
            var place = places.GetValue(random, chance => new(chance.Next(Values.Length)));
            place.Value = (place.Value + 1) % Values.Length;
            return Values[place.Value];
        };
    }
}
