namespace Releases.Tests.Lifecycle;

/// <summary>What goes wrong with requests to a store.</summary>
internal enum StoreFault
{
    None,

    /// <summary>The request never arrives.</summary>
    Outage,

    /// <summary>It takes effect, and the answer is lost.</summary>
    LostResponse,

    /// <summary>No answer, and it takes effect later if it then still may.</summary>
    Late,
}

/// <summary>A fault while the virtual clock is between two times from the start.</summary>
internal sealed record FaultSpan(string Store, StoreFault Fault, TimeSpan From, TimeSpan Until);
