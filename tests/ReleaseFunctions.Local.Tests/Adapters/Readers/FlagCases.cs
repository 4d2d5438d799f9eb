namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>Flags as stores hold them. Written without blanks, so that what is not edited can be compared to the letter.</summary>
internal static class FlagCases
{
    public static IReadOnlyList<FlagCase> All { get; } =
    [
        new("plain-off", Enabled: false, """{"id":"plain-off","enabled":false}"""),
        new("plain-on", Enabled: true, """{"id":"plain-on","description":"","enabled":true,"conditions":{"client_filters":[]}}"""),
        new("null-filters", Enabled: false, """{"id":"null-filters","description":null,"enabled":false,"conditions":{"requirement_type":null,"client_filters":null}}""") { HasNulls = true },
        new("null-conditions", Enabled: true, """{"id":"null-conditions","enabled":true,"conditions":null}""") { HasNulls = true },
        new("null-audience", Enabled: true, """{"id":"null-audience","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"Users":null,"Groups":null,"DefaultRolloutPercentage":2,"Exclusion":null}}}]}}""")
        {
            Audience = new ExpectedAudience(2),
            HasNulls = true,
        },
        new("excluding", Enabled: false, """{"id":"excluding","enabled":false,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"Users":["unit-5"],"Groups":[{"Name":"ring0","RolloutPercentage":10},{"Name":"größe","RolloutPercentage":40}],"DefaultRolloutPercentage":0,"Exclusion":{"Users":["unit-10","Zoë-1"],"Groups":["never"]}}}}]}}""")
        {
            Audience = new ExpectedAudience(0)
            {
                Users = ["unit-5"],
                Groups = new Dictionary<string, double> { ["ring0"] = 10, ["größe"] = 40 },
                ExcludedUsers = ["unit-10", "Zoë-1"],
                ExcludedGroups = ["never"],
            },
        },
        new("in-window", Enabled: false, """{"id":"in-window","enabled":false,"conditions":{"requirement_type":"All","client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"Start":"Mon, 01 Jan 2001 00:00:00 GMT","End":"2199-01-01T00:00:00Z"}}]}}""")
        {
            Others = _ => true,
            All = true,
        },
        new("after-window", Enabled: false, """{"id":"after-window","enabled":false,"conditions":{"requirement_type":"All","client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"End":"2001-01-01T00:00:00Z"}}]}}""")
        {
            Others = _ => false,
            All = true,
        },
        new("custom-any", Enabled: true, """{"id":"custom-any","enabled":true,"conditions":{"client_filters":[{"name":"Contoso.Even","parameters":{"Rate":1.50,"Nothing":null}}]}}""")
        {
            Others = unit => unit.IsEven,
        },
        new("custom-all", Enabled: true, """{"id":"custom-all","enabled":true,"conditions":{"requirement_type":"All","client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":10}}},{"name":"Contoso.Even"}]}}""")
        {
            Audience = new ExpectedAudience(10),
            Others = unit => unit.IsEven,
            All = true,
        },
        new("variants", Enabled: false, """{"id":"variants","enabled":false,"variants":[{"name":"old","configuration_value":{"size":1.0}},{"name":"new","configuration_value":"big"}],"allocation":{"seed":"s1","default_when_disabled":"old","default_when_enabled":"new","percentile":[{"variant":"old","from":0,"to":30}],"user":[{"variant":"old","users":["unit-5"]}],"group":[{"variant":"old","groups":["größe"]}]}}""")
        {
            Variant = (unit, on) => on && unit.Id != "unit-5" && !unit.Groups.Contains("größe") && !TargetingFormula.IsBelow(30, unit.Id, "s1") ? "new" : "old",
        },
        new("seedless", Enabled: true, """{"id":"seedless","enabled":true,"variants":[{"name":"a"},{"name":"b"}],"allocation":{"percentile":[{"variant":"a","from":0,"to":50},{"variant":"b","from":50,"to":100}]},"telemetry":{"enabled":true}}""")
        {
            Variant = (unit, on) => !on ? "-" : TargetingFormula.IsBelow(50, unit.Id, "allocation", "seedless") ? "a" : "b",
        },
        new("shadow", Enabled: false, """{"id":"shadow","enabled":false,"variants":[{"name":"shadow","status_override":"Disabled"}],"allocation":{"default_when_enabled":"shadow"}}""")
        {
            Shadow = true,
            Variant = (_, on) => on ? "shadow" : "-",
        },
        new("told", Enabled: false, """{"telemetry":{"enabled":true,"metadata":{"team":"data","1":"x"}},"id":"told","enabled":false}"""),
        new("unknown", Enabled: false, """{"zeta":[1.50,null,{"deep":-0.0,"far":1e3}],"id":"unknown","enabled":false,"conditions":{"client_filters":[],"later":{"a":12345678901234567890}},"x-owner":"<a> & 'b' + \"c\" \\ \n \u0001"}"""),
        new("größe-数量-🚀", Enabled: false, """{"id":"größe-数量-🚀","description":"Ä 你好 🚀 é","enabled":false,"conditions":{"client_filters":[]}}"""),
    ];

    public static TheoryData<string> Ids => [.. All.Select(flag => flag.Id)];

    public static FlagCase Of(string id) => All.Single(flag => flag.Id == id);
}
