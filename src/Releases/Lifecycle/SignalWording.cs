using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>A person's wish in words, cut to what a state can carry.</summary>
internal static class SignalWording
{
    internal static string Who(this Signal signal) => Say.Short(signal.By, LifecycleDefaults.NameLength);

    /// <summary>E.g. <c> (wrong plan)</c>; nothing where no reason was given.</summary>
    internal static string Why(this Signal signal) => string.IsNullOrWhiteSpace(signal.Reason) ? "" : $" ({Say.Short(signal.Reason, LifecycleDefaults.ReasonLength)})";

    internal static string What(this Signal signal) => signal.Kind.ToString().ToLowerInvariant();
}
