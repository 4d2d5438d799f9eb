using System.Runtime.CompilerServices;

namespace Releases.Rehearsals.Laws;

/// <summary>Says what must hold. What does not is a fault of the machine, whatever was thrown at it.</summary>
public static class Law
{
    /// <summary>The text is only made where the law is broken: laws are looked at after every step.</summary>
    /// <exception cref="LawBrokenException">It does not hold.</exception>
    public static void Holds(bool holds, DateTimeOffset at, [InterpolatedStringHandlerArgument(nameof(holds))] ref BrokenLaw otherwise)
    {
        if (!holds)
        {
            throw new LawBrokenException(FormattableString.Invariant($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {otherwise.Text}"));
        }
    }
}
