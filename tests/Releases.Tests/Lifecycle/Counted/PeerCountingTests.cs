using Releases.Judgement;
using static Releases.Tests.Lifecycle.Counted.CountedCase;
using static Releases.Tests.Lifecycle.Counted.CountedEnd;

namespace Releases.Tests.Lifecycle.Counted;

/// <summary>
/// The cases by which other controllers test or describe their counting, as plans, and what they add up to here. Where a peer ends otherwise, the
/// name says how; docs/reference/counting.md says why.
/// </summary>
public sealed class PeerCountingTests
{
    private static readonly Counting Total3 = Plain with { FailAfter = 3, FailureCount = FailureCount.Total };

    private static readonly CountedCase[] All =
    [
        new("Argo, failureLimit 0: the first failure", Plain, "F", Fails, 1),
        new("Argo, failureLimit 0: a failure after passes", Plain, "PPPPF", Fails, 5),
        new("Argo, failureLimit 0: the failure is the last measurement", Plain, "PPPPPPPPPPPF", Fails, 12),
        new("Argo, failureLimit 2: the third failure", Total3, "FFF", Fails, 3),
        new("Argo, failureLimit 2: failures apart add up", Total3, "FPFPPF", Fails, 6),
        new("Argo, failureLimit 2: what is inconclusive in between changes nothing", Total3, "FIFNF", Fails, 5),
        new("Argo, failureLimit 2: errors in between change nothing", Total3, "FEFEEF", Fails, 6),
        new("Argo, failureLimit 3: three failures are allowed", Total3 with { FailAfter = 4 }, "FFFP", Passes, 12),
        new("Argo, failureLimit 3, the last ones fail: there it succeeds, here it must pass once more", Total3 with { FailAfter = 4 }, "PPPPPPPPPFFFP", Passes, 13),
        new("Argo, consecutiveSuccessLimit 3 alone: there it is over at once, here the bake goes to its end", Plain with { PassAfter = 3, FailAfter = 99 }, "FFPPP", Passes, 12),
        new("Argo, consecutiveSuccessLimit 4 not reached at the count: there a person is asked, here it is measured on", Total3 with { FailAfter = 5, PassAfter = 4 }, "PPFPPFPPFP", Passes, 13),
        new("Argo, consecutiveSuccessLimit never reached", Total3 with { FailAfter = 99, PassAfter = 3 }, "PPFPPFPPFPPFPPFPPFPPF", Holds, 15),
        new("Argo, both limits: failures count more than passes in a row", Total3 with { PassAfter = 3 }, "PPPFFF", Fails, 6),
        new("Argo, inconclusiveLimit 0: there the first one pauses, here it says nothing", Plain, "IP", Passes, 12),
        new("Argo, inconclusiveLimit 2, three of them: there it pauses", Plain, "IIIP", Passes, 12),
        new("Argo, half of the count inconclusive: there it pauses, here the last must pass", Plain, "PIPIPIPIPIPIP", Passes, 13),
        new("Argo, nothing but inconclusive", Plain, "I", Holds, 15),
        new("Argo, consecutiveErrorLimit 4: four errors", Plain with { ErrorBudget = 4 }, "EEEEP", Passes, 16),
        new("Argo, consecutiveErrorLimit 4, the fifth: there it aborts, here it holds", Plain with { ErrorBudget = 4 }, "E", Holds, 5),
        new("Argo, consecutiveErrorLimit 4: a success in between begins the count anew", Plain with { ErrorBudget = 4 }, "EEEEPEEEEP", Passes, 20),
        new("Argo, consecutiveErrorLimit 4: so does a failure", Total3 with { ErrorBudget = 4 }, "EEEEFEEEEP", Passes, 20),
        new("Argo, consecutiveErrorLimit 2, inconclusive in between: there the count begins anew, here nothing was answered", Plain with { ErrorBudget = 2 }, "EENE", Holds, 4),
        new("Argo, consecutiveErrorLimit 0: the first error", Plain with { ErrorBudget = 0 }, "E", Holds, 1),
        new("Argo, an error is not counted as a measurement", Plain with { MinimumMeasurements = 12 }, "EPEPEPEP", Passes, 16),
        new("Argo, ended without a measurement: there it succeeds", Plain, "N", Holds, 15),
        new("Argo, a value that is no number: there it fails or is inconclusive, by how the condition is written", Plain, "X", Holds, 15),
        new("Argo, dryRun that fails: there the run succeeds, here it is unjudged", Plain with { DryRun = true }, "F", Unjudged, 11),
        new("Argo, dryRun in error", Plain with { DryRun = true, ErrorBudget = 0 }, "E", Unjudged, 11),
        new("Flagger, threshold 3: failed checks add up, apart or not", Total3, "FPFPF", Fails, 5),
        new("Flagger, threshold 3: two failed checks", Total3, "FPFP", Passes, 12),
        new("Flagger, threshold 3, no values found: there that is a failed check", Total3, "N", Holds, 15),
        new("Flagger, threshold 3, the query fails: there that is a failed check", Total3 with { ErrorBudget = 3 }, "E", Holds, 4),
        new("Flagger, threshold 3, two failures and no values since: there it rolls back", Total3, "FFN", Holds, 15),
        new("Flagger, a value on its bound passes", Plain, "B", Passes, 12),
        new("Kayenta, the only metric has no data: there the canary fails", Plain, "N", Holds, 15),
        new("Keptn, retries 10: one that is met is enough, there at once", Plain with { FailAfter = 11 }, "FFFFFFFFFFP", Passes, 12),
        new("Keptn, retries 10: none is met", Plain with { FailAfter = 11 }, "F", Fails, 11),
        new("AppConfig, an alarm", Plain, "PPF", Fails, 3),
        new("AppConfig, insufficient data: there that rolls back at once, here at the deadline, where the plan says so", Plain with { OnBlind = OnBlind.Rollback }, "I", Fails, 15),
        new("CloudWatch, 2 of 3 datapoints: two apart", Total3 with { FailAfter = 2 }, "FPF", Fails, 3),
        new("CloudWatch, 2 of 3 datapoints: there the first is forgotten by then, here it counts for the stage", Total3 with { FailAfter = 2 }, "FPPPPF", Fails, 6),
        new("CloudWatch, 3 of 3 datapoints: a missing one in between", Plain with { FailAfter = 3 }, "FFNF", Fails, 4),
        new("Azure Pipelines gates, steady results: what fails begins them anew", Plain with { PassAfter = 3, FailAfter = 99 }, "PPPPPPPPPPFP", Passes, 14),
        new("Azure Pipelines gates, timeout without a success: there the deployment fails, here it holds first", Plain with { FailAfter = 99 }, "F", Holds, 15),
    ];

    public static TheoryData<string> Cases => [.. All.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Measurements_InTheirOrder_AddUpTo(string what) => All.Single(one => one.What == what).AddsUpAsync();
}
