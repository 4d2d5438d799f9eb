namespace Releases.Judgement.Probes;

/// <summary>A call to an address, and what its answer must be.</summary>
/// <param name="Url">Whom to ask; the service's settings say which hosts may be.</param>
/// <param name="Status">The status that is wanted; null for any from 200 to 299.</param>
/// <param name="Within">How long the answer may take; null for as long as it is waited for.</param>
/// <param name="Contains">A text that must be in the body; null where nobody asks.</param>
/// <param name="Json">What must be in a JSON body: paths with dots, and the value as a text; ordered by path.</param>
public sealed record ProbeCriterion(string Name, Uri Url, int? Status, TimeSpan? Within, string? Contains, IReadOnlyDictionary<string, string> Json) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions => [new Question.Http(Url, Status, Within, Contains, Json)];

    public override Rule Rule(int sequences) => new ProbeRule(Url.Host);
}
