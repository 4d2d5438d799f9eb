using System.Text.Json.Nodes;
using NJsonSchema;
using Releases.Judgement;
using Releases.Plans;

namespace Releases.Tests.Plans;

/// <summary>The schema says the same as the reader, as far as a schema can.</summary>
public sealed class PlanSchemaTests
{
    internal static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(PlanSchema.Json).GetAwaiter().GetResult();

    private static readonly JsonNode Parsed = JsonNode.Parse(PlanSchema.Json)!;

    /// <summary>Where each object of a plan is in a plan, and where the schema describes it.</summary>
    public static TheoryData<string, string> Objects => new()
    {
        { "", "" },
        { "metadata", "properties/metadata" },
        { "pipelines/0", "definitions/pipeline" },
        { "pipelines/0/expects", "definitions/pipeline/properties/expects" },
        { "flags/0", "definitions/flag" },
        { "criteria/p95-latency", "definitions/criterion" },
        { "criteria/errors-against-control", "definitions/comparison" },
        { "criteria/errors-against-control/compare", "definitions/comparison/properties/compare" },
        { "criteria/fresh/freshness", "definitions/freshness" },
        { "criteria/enough/volume", "definitions/volume" },
        { "criteria/clean/quality", "definitions/quality" },
        { "criteria/clean/quality/duplicates", "definitions/quality/properties/duplicates" },
        { "criteria/clean/quality/orphans/0", "definitions/orphans" },
        { "criteria/even/skew", "definitions/skew" },
        { "criteria/short/backpressure", "definitions/backpressure" },
        { "criteria/kept/schema", "definitions/schema" },
        { "criteria/same/parity", "definitions/parity" },
        { "criteria/budget/slo", "definitions/slo" },
        { "criteria/cpu/metric", "definitions/metric" },
        { "criteria/calm/alert", "definitions/alert" },
        { "criteria/up/http", "definitions/http" },
        { "criteria/both/all/one", "definitions/member" },
        { "stages/0", "definitions/stage" },
        { "stages/0/expose", "definitions/exposure/oneOf/1" },
        { "stages/1/exposures/f/variants/0", "definitions/range" },
        { "stages/0/approval", "definitions/stage/properties/approval" },
        { "failureModes/0", "definitions/failureMode" },
    };

    /// <summary>Where each word of a closed set is in a plan, and where the schema lists them.</summary>
    public static TheoryData<string, string> Enumerations => new()
    {
        { "metadata/risk", "properties/metadata/properties/risk" },
        { "flags/0/category", "definitions/flag/properties/category" },
        { "criteria/p95-latency/unit", "definitions/criterion/properties/unit" },
        { "criteria/p95-latency/failureCount", "definitions/criterion/properties/failureCount" },
        { "criteria/cpu/metric/aggregation", "definitions/metric/properties/aggregation" },
        { "criteria/cpu/metric/blanks", "definitions/metric/properties/blanks" },
        { "criteria/errors-against-control/onBlind", "definitions/comparison/properties/onBlind" },
        { "criteria/errors-against-control/compare/worse", "definitions/comparison/properties/compare/properties/worse" },
        { "criteria/errors-against-control/compare/measuredIn", "definitions/comparison/properties/compare/properties/measuredIn" },
        { "criteria/p95-latency/onBlind", "definitions/criterion/properties/onBlind" },
    };

    [Fact]
    public void Json_IsTheFileInTheDocs() =>
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "plan.schema.json")), PlanSchema.Json);

    [Theory]
    [MemberData(nameof(Objects))]
    public void Objects_Fields_AreThoseOfTheReader(string place, string described)
    {
        var fields = ((JsonObject)At(Parsed, described)["properties"]!).Select(field => field.Key);
        Assert.Equal(ListedFor(place, "zzzz", "x", "known here: "), fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Objects_RequiredFields_AreThoseOfTheReader(string place, string described)
    {
        var plan = Plan();
        var target = (JsonObject)At(plan, place);
        var missing = target.Select(field => field.Key).Where(name =>
        {
            var without = Plan();
            ((JsonObject)At(without, place)).Remove(name);
            var path = PathOf(place.Length == 0 ? name : $"{place}/{name}");
            return PlanReader.Read(without.ToJsonString()) is PlanReading.Invalid invalid
                && invalid.Errors.Any(error => error.Path == path && error.Message.StartsWith("is missing", StringComparison.Ordinal));
        });
        var required = At(Parsed, described)["required"] is JsonArray names ? names.Select(name => (string)name!) : [];
        string[] conditional = place switch { "flags/0" => ["removeBy"], "criteria/p95-latency" or "criteria/both/all/one" => ["kql", "failWhen"], "criteria/errors-against-control/compare" => ["from", "of"], "criteria/even/skew" => ["by"], "criteria/cpu" => ["failWhen"], "criteria/same/parity" => ["old", "new"], "criteria/budget/slo" => ["bad"], _ => [] };

        // Without it the criterion is taken for a threshold, which lacks other fields.
        required = required.Where(name => name != "compare");
        Assert.Equal(required.Concat(conditional).Order(StringComparer.Ordinal), missing.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Enumerations_Words_AreThoseOfTheReader(string place, string described)
    {
        var words = ((JsonArray)At(Parsed, described)["enum"]!).Select(word => (string)word!);
        var (parent, name) = (place[..place.LastIndexOf('/')], place[(place.LastIndexOf('/') + 1)..]);
        Assert.Equal(ListedFor(parent, name, "zzzz", "expected one of "), words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Defaults_AreThoseOfTheReader()
    {
        var plan = Plan();
        Fill(plan, Parsed);
        var spelledOut = PlanText.ReadValid(plan.ToJsonString());
        Assert.Equal(PlanText.ReadValid(Plan().ToJsonString()).Hash, spelledOut.Hash);
        var counting = new Counting { Window = TimeSpan.FromMinutes(1) };
        Assert.Equal(counting.MinimumSamples, (long)At(Parsed, "definitions/criterion/properties/minimumSamples/default"));
        Assert.Equal(counting.ErrorBudget, (int)At(Parsed, "definitions/criterion/properties/errorBudget/default"));
    }

    [Fact]
    public void Schema_EveryField_IsDescribed()
    {
        var undescribed = Objects.SelectMany(row => (JsonObject)At(Parsed, row.Data.Item2)["properties"]!)
            .Where(field => field.Value!["description"] is null).Select(field => field.Key);
        Assert.Empty(undescribed);
    }

    [Fact]
    public void Schema_PlanOfTheTests_IsValid() => Assert.Empty(Schema.Validate(Plan().ToJsonString(), SchemaType.JsonSchema));

    [Fact]
    public void Schema_CanonicalPlan_IsValid() =>
        Assert.Empty(Schema.Validate(PlanText.ReadValid(PlanText.Valid).Canonical, SchemaType.JsonSchema));

    [Theory]
    [InlineData("apiVersion", "\"v2\"")]
    [InlineData("kind", "null")]
    [InlineData("metadata", "[]")]
    [InlineData("metadata/name", "\"Not A Name\"")]
    [InlineData("metadata/name", "\"a-\"")]
    [InlineData("metadata/name", "42")]
    [InlineData("metadata/owner", "\" \"")]
    [InlineData("metadata/owner", "\" x\"")]
    [InlineData("metadata/owner", "\"two\\nlines\"")]
    [InlineData("metadata/summary", "\"\"")]
    [InlineData("metadata/summary", "true")]
    [InlineData("metadata/risk", "\"extreme\"")]
    [InlineData("metadata/data", "{}")]
    [InlineData("pipelines", "{}")]
    [InlineData("pipelines/0/expects/runsPerHour", "0")]
    [InlineData("pipelines/0/expects/runsPerHour", "\"12\"")]
    [InlineData("pipelines/0/expects/rowsPerRun", "-1")]
    [InlineData("flags", "[]")]
    [InlineData("flags/0/key", "\"a:b\"")]
    [InlineData("flags/0/key", "\"a%b\"")]
    [InlineData("flags/0/category", "\"release\"")]
    [InlineData("flags/0/removeBy", "\"soon\"")]
    [InlineData("flags/0/removeBy", "\"2027-13-01\"")]
    [InlineData("flags/0/removeBy", null)]
    [InlineData("flags/0/order", "0")]
    [InlineData("flags/0/order", "11")]
    [InlineData("flags/0/order", "1.5")]
    [InlineData("flags/0/together", "\"Not A Name\"")]
    [InlineData("criteria", "[]")]
    [InlineData("criteria/Bad Name", "{}")]
    [InlineData("criteria/p95-latency/kql", "\"\"")]
    [InlineData("criteria/p95-latency/failWhen", "300")]
    [InlineData("criteria/p95-latency/unit", "\"min\"")]
    [InlineData("criteria/p95-latency/window", "30")]
    [InlineData("criteria/p95-latency/window", "\"30 m\"")]
    [InlineData("criteria/p95-latency/window", "\"\"")]
    [InlineData("criteria/p95-latency/window", "\"30m1h\"")]
    [InlineData("criteria/p95-latency/minimumSamples", "-1")]
    [InlineData("criteria/p95-latency/minimumHeartbeat", "-1")]
    [InlineData("criteria/p95-latency/dryRun", "\"yes\"")]
    [InlineData("criteria/p95-latency/dryRun", "1")]
    [InlineData("criteria/p95-latency/minimumMeasurements", "0")]
    [InlineData("criteria/p95-latency/failAfter", "1.5")]
    [InlineData("criteria/p95-latency/failAfter", "1001")]
    [InlineData("criteria/p95-latency/passAfter", "0")]
    [InlineData("criteria/p95-latency/errorBudget", "-1")]
    [InlineData("criteria/p95-latency/failureCount", "\"all\"")]
    [InlineData("criteria/p95-latency/onBlind", "\"fail\"")]
    [InlineData("criteria/p95-latency/compare", "{}")]
    [InlineData("criteria/errors-against-control/kql", "1")]
    [InlineData("criteria/errors-against-control/required", "\"yes\"")]
    [InlineData("criteria/errors-against-control/failAfter", "2")]
    [InlineData("criteria/errors-against-control/compare/metric", "\"median\"")]
    [InlineData("criteria/errors-against-control/compare/metric", "\"p49\"")]
    [InlineData("criteria/errors-against-control/compare/metric", "\"p100\"")]
    [InlineData("criteria/errors-against-control/compare/from", "\"a b\"")]
    [InlineData("criteria/errors-against-control/compare/of", null)]
    [InlineData("criteria/errors-against-control/compare/unit", "\"\"")]
    [InlineData("criteria/errors-against-control/compare/minimumUnits", "29")]
    [InlineData("criteria/errors-against-control/compare/worse", "\"up\"")]
    [InlineData("criteria/errors-against-control/compare/worseBy", "\"-1pp\"")]
    [InlineData("criteria/errors-against-control/compare/worseBy", "true")]
    [InlineData("criteria/errors-against-control/compare/worseBy", null)]
    [InlineData("criteria/errors-against-control/compare/power", "1")]
    [InlineData("criteria/errors-against-control/compare/alpha", "0")]
    [InlineData("criteria/p95-latency/freshness", "{\"from\":\"Orders\",\"olderThan\":\"15m\"}")]
    [InlineData("criteria/p95-latency/with", "{\"a b\":1}")]
    [InlineData("criteria/p95-latency/with", "[]")]
    [InlineData("criteria/fresh/failWhen", "\"value > 1\"")]
    [InlineData("criteria/fresh/freshness/olderThan", "15")]
    [InlineData("criteria/fresh/freshness/pipeline", "\"orders\"")]
    [InlineData("criteria/fresh/freshness/from", null)]
    [InlineData("criteria/enough/volume/perHour", "0")]
    [InlineData("criteria/enough/volume/like", "\"7d\"")]
    [InlineData("criteria/enough/volume/times", "2")]
    [InlineData("criteria/enough/volume/atLeast", "\"-1%\"")]
    [InlineData("criteria/enough/volume/atMost", "\"80\"")]
    [InlineData("criteria/clean/quality", "{\"from\":\"Orders\"}")]
    [InlineData("criteria/clean/quality/nulls", "{\"A\":\"101%\"}")]
    [InlineData("criteria/clean/quality/duplicates/key", "[]")]
    [InlineData("criteria/clean/quality/orphans/0/in", "\"a b\"")]
    [InlineData("criteria/even/skew/by", null)]
    [InlineData("criteria/even/skew/gini", "0.5")]
    [InlineData("criteria/even/skew/largestShare", null)]
    [InlineData("criteria/short/backpressure/olderThan", null)]
    [InlineData("criteria/short/backpressure/pipeline", "\"orders\"")]
    [InlineData("criteria/short/backpressure/growsBy", "0")]
    [InlineData("criteria/kept/schema/columns", "{}")]
    [InlineData("criteria/kept/schema/columns", "{\"A\":\"text\"}")]
    [InlineData("criteria/kept/schema/closed", "\"yes\"")]
    [InlineData("criteria/same/parity/new", null)]
    [InlineData("criteria/same/parity/mismatches", null)]
    [InlineData("criteria/same/parity/pipeline", "\"orders\"")]
    [InlineData("criteria/budget/slo/bad", null)]
    [InlineData("criteria/budget/slo/objective", "\"101%\"")]
    [InlineData("criteria/budget/slo/short", "\"0\"")]
    [InlineData("criteria/cpu/failWhen", null)]
    [InlineData("criteria/cpu/with", "{}")]
    [InlineData("criteria/cpu/kql", "\"T\"")]
    [InlineData("criteria/cpu/alert", "{\"rules\":[\"r\"]}")]
    [InlineData("criteria/cpu/metric/resources", "[]")]
    [InlineData("criteria/cpu/metric/name", "\"A,B\"")]
    [InlineData("criteria/cpu/metric/aggregation", "\"median\"")]
    [InlineData("criteria/cpu/metric/interval", "5")]
    [InlineData("criteria/cpu/metric/where", "{\"a b\":\"x\"}")]
    [InlineData("criteria/cpu/metric/where", "{\"a\":[]}")]
    [InlineData("criteria/cpu/metric/by", "\"it's\"")]
    [InlineData("criteria/calm/alert/rules", "[]")]
    [InlineData("criteria/calm/alert/scope", "\"/subscriptions/1\"")]
    [InlineData("criteria/up/http/url", "\"ftp://x\"")]
    [InlineData("criteria/up/http/status", "99")]
    [InlineData("criteria/up/http/json", "{\"a\":1}")]
    [InlineData("criteria/both/all/two", null)]
    [InlineData("criteria/both/all/one/window", "\"5m\"")]
    [InlineData("criteria/both/all/one/compare", "{}")]
    [InlineData("guardrails", "\"error-rate\"")]
    [InlineData("guardrails", "[\"error-rate\",\"error-rate\"]")]
    [InlineData("stages", "[]")]
    [InlineData("stages/0/name", null)]
    [InlineData("stages/0/environment", "\"a b\"")]
    [InlineData("stages/0/expose", "true")]
    [InlineData("stages/0/expose", "\"dark\"")]
    [InlineData("stages/0/expose", "{\"seed\":\"s\"}")]
    [InlineData("stages/0/expose/seed", "\"s\"")]
    [InlineData("stages/0/expose/variants", "[{\"name\":\"new\",\"to\":25}]")]
    [InlineData("stages/1/exposures/f", "{\"variants\":[]}")]
    [InlineData("stages/1/exposures/f", "true")]
    [InlineData("stages/1/exposures", "[]")]
    [InlineData("stages/1/exposures/f/variants/0/to", "0")]
    [InlineData("stages/1/exposures/f/variants/0/to", "101")]
    [InlineData("stages/1/exposures/f/variants/0/to", null)]
    [InlineData("stages/1/exposures/f/variants/0/from", "-1")]
    [InlineData("stages/1/exposures/f/variants/0/name", "1")]
    [InlineData("stages/1/exposures/f/seed", "\"\"")]
    [InlineData("stages/0/expose", "50")]
    [InlineData("stages/0/expose", "{}")]
    [InlineData("stages/0/expose/percent", "101")]
    [InlineData("stages/0/expose/percent", "-1")]
    [InlineData("stages/0/expose/groups", "[]")]
    [InlineData("stages/0/expose/groups/ring0", "101")]
    [InlineData("stages/0/expose/users", "[\"a\",\"a\"]")]
    [InlineData("stages/0/expose/users", "[1]")]
    [InlineData("stages/0/flags", "[]")]
    [InlineData("stages/0/bake", "0")]
    [InlineData("stages/0/approval", "\"release-managers\"")]
    [InlineData("stages/0/approval/by", null)]
    [InlineData("stages/0/approval/within", "\"PT1H\"")]
    [InlineData("stages/1/watch", "\"a day\"")]
    [InlineData("holdLimit", "\"1w\"")]
    [InlineData("gateLimit", "\"1w\"")]
    [InlineData("onBusy", "\"wait\"")]
    [InlineData("failureModes/0/contingency", null)]
    [InlineData("failureModes/0/onFailure", "\"freeze\"")]
    [InlineData("onFailure", "\"restore\"")]
    public void WrongPlan_IsRejectedByReaderAndSchema(string place, string? value)
    {
        var plan = Plan();
        var parent = (JsonObject)At(plan, place.Contains('/', StringComparison.Ordinal) ? place[..place.LastIndexOf('/')] : "");
        var name = place[(place.LastIndexOf('/') + 1)..];
        parent.Remove(name);
        if (value is not null)
        {
            parent[name] = JsonNode.Parse(value);
        }

        Assert.IsType<PlanReading.Invalid>(PlanReader.Read(plan.ToJsonString()));
        Assert.NotEmpty(Schema.Validate(plan.ToJsonString(), SchemaType.JsonSchema));
    }

    private static JsonNode Plan() => JsonNode.Parse("""
        {
          "apiVersion": "releasefunctions/v1",
          "kind": "ReleasePlan",
          "metadata": { "name": "a", "owner": "b" },
          "pipelines": [{ "name": "orders-ingest", "expects": { "runsPerHour": 1200, "rowsPerRun": 5 } }],
          "flags": [{ "key": "f", "category": "exposure", "owner": "b", "removeBy": "2027-03-01" }],
          "criteria": {
            "p95-latency": { "kql": "PipelineRuns", "unit": "ms", "failWhen": "value > 300", "window": "30m" },
            "error-rate": { "kql": "PipelineRuns", "failWhen": "value > 300", "window": "30m" },
            "fresh": { "freshness": { "from": "Orders", "olderThan": "15m" }, "window": "10m", "minimumHeartbeat": 1 },
            "enough": { "volume": { "from": "Orders", "perHour": 500, "atLeast": "80%" }, "window": "10m", "minimumHeartbeat": 1 },
            "clean": {
              "quality": { "from": "Orders", "nulls": { "A": 0.01 }, "duplicates": { "key": ["A"], "atMost": "0.1%" }, "orphans": [{ "column": "A", "in": "B", "key": "C", "atMost": 0 }] },
              "window": "10m"
            },
            "even": { "skew": { "from": "Orders", "by": "Partition", "largestShare": "40%" }, "window": "10m", "minimumSamples": 2 },
            "short": { "backpressure": { "from": "Queue", "age": "A", "olderThan": "10m" }, "window": "10m" },
            "kept": { "schema": { "from": "Orders", "columns": { "A": "string" } }, "window": "10m" },
            "same": { "parity": { "old": "Orders", "new": "Shadow", "key": "A", "mismatches": 0 }, "window": "10m" },
            "budget": { "slo": { "from": "Orders", "bad": "Failed", "objective": "99.9%" }, "window": "10m" },
            "cpu": { "metric": { "resources": ["plan"], "name": "CpuPercentage", "aggregation": "average", "where": { "Instance": "a" } }, "failWhen": "value > 80", "window": "10m", "minimumSamples": 0 },
            "calm": { "alert": { "rules": ["orders-latency"] }, "window": "10m" },
            "up": { "http": { "url": "https://orders.example/health" }, "window": "10m" },
            "both": { "all": { "one": { "kql": "PipelineRuns", "failWhen": "value > 1" }, "two": { "freshness": { "from": "Orders", "olderThan": "15m" } } }, "window": "10m" },
            "errors-against-control": { "compare": { "metric": "error-rate", "from": "PipelineRuns", "of": "Success == false", "worseBy": "0.5pp" }, "window": "10m" }
          },
          "guardrails": ["error-rate", "fresh", "enough", "clean", "even", "short", "kept", "same", "budget", "both", "cpu", "calm", "up"],
          "stages": [
            { "name": "canary", "environment": "production", "expose": { "percent": 0, "groups": { "ring0": 100 } }, "bake": "1h", "criteria": ["p95-latency", "errors-against-control"], "approval": { "by": "x" } },
            { "name": "full", "environment": "production", "expose": "on", "exposures": { "f": { "variants": [{ "name": "new", "to": 25 }] } } }
          ],
          "failureModes": [{ "name": "slow", "contingency": "turn it off" }]
        }
        """)!;

    /// <summary>Puts every default of the schema into the plan wherever the plan leaves it out.</summary>
    private static void Fill(JsonNode plan, JsonNode schema)
    {
        foreach (var (place, described) in Objects.Select(row => row.Data))
        {
            var target = (JsonObject)At(plan, place);
            foreach (var (name, field) in (JsonObject)At(schema, described)["properties"]!)
            {
                if (field!["default"] is { } value && !target.ContainsKey(name))
                {
                    target[name] = value.DeepClone();
                }
            }
        }
    }

    private static JsonNode At(JsonNode node, string place) => place.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(node, (part, name) => (part is JsonArray list ? list[int.Parse(name)] : part[name])!);

    private static string PathOf(string place) => string.Concat(place.Split('/').Select((name, index) =>
        char.IsAsciiDigit(name[0]) ? $"[{name}]" : index == 0 ? name : "." + name));

    /// <summary>What the reader says it would have accepted, had it not found this.</summary>
    private static IEnumerable<string> ListedFor(string place, string name, string value, string introduction)
    {
        var plan = Plan();
        ((JsonObject)At(plan, place))[name] = value;
        var path = PathOf(place.Length == 0 ? name : $"{place}/{name}");
        var message = PlanText.ReadErrors(plan.ToJsonString()).Single(error => error.Path == path).Message;
        Assert.Contains(introduction, message, StringComparison.Ordinal);
        return message[(message.IndexOf(introduction, StringComparison.Ordinal) + introduction.Length)..].Split(';')[0].Split(", ").Order(StringComparer.Ordinal);
    }
}
