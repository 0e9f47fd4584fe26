using System.Collections.Frozen;

namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>
/// Words with similar meanings in reports about buildings, plants, sites and goods: a short list of ours instead of a language model
/// (assumed, and documented in docs/limits.md). Stems are compared, so one form of each word is enough.
/// </summary>
internal static class Synonyms
{
    private static readonly string[] Groups =
    [
        "damage broken defective faulty cracked ruined destroyed fractured", "equipment machinery machine device apparatus plant gear tool",
        "corrosion corrode rust oxidation decay", "leak leakage drip seepage spill", "inspection check examination survey audit review",
        "safety security protection",
        "fire flame blaze combustion", "hazard danger risk peril threat", "repair fix mend restore maintenance servicing",
        "accident incident injury mishap",
        "building structure house facility premises", "worker employee staff personnel labourer crew operator",
        "car vehicle automobile truck lorry",
        "crack fissure fracture split gap", "water moisture damp humidity wet",
        "electric electrical electricity power current voltage mains",
        "pipe tube duct conduit pipeline",
        "cost price expense fee charge", "buy purchase acquire procurement order", "sell sale vend retail",
        "contract agreement deal treaty", "law legal regulation rule statute",
        "begin start commence launch initiate", "end finish complete conclude terminate", "big large huge great massive",
        "small little tiny minor compact", "fast quick rapid swift speedy",
        "slow sluggish gradual", "hot warm heat temperature thermal", "cold cool chill freezing", "clean wash cleanse hygiene sanitary",
        "dirty soiled contaminated polluted filthy",
        "waste rubbish garbage refuse trash", "doctor physician medic", "child kid infant minor",
        "boss manager supervisor foreman director", "teach train instruct educate coach",
        "guide manual handbook instruction", "evacuation escape exit egress", "emergency crisis urgent", "helmet hardhat headgear",
        "glove handwear gauntlet", "ladder steps stairs staircase",
        "roof ceiling rooftop", "wall partition facade", "floor ground storey level", "window glazing pane", "door gate entrance doorway",
        "kitchen cookery galley", "bathroom toilet lavatory washroom restroom",
        "bedroom chamber", "garden yard lawn", "road street highway pavement lane", "bridge viaduct overpass span",
        "tunnel underpass shaft", "mine quarry pit excavation", "rock stone boulder ore mineral",
        "soil earth ground sediment", "concrete cement mortar", "steel iron metal alloy", "wood timber lumber", "glass crystal",
        "plastic polymer resin", "paint coating varnish lacquer", "weld solder joint seam",
        "bolt screw fastener rivet nail", "beam girder joist column pillar", "crane hoist lift winch", "pump compressor blower",
        "valve tap faucet cock", "engine motor drive turbine", "battery accumulator cell",
        "wire cable cord lead", "lamp light lighting illumination", "noise sound acoustic loud", "vibration shaking oscillation tremor",
        "pressure stress load strain force", "weight mass heavy", "height tall elevation altitude",
        "length distance long extent", "measure gauge meter sensor instrument", "test trial experiment assessment",
        "report document record account statement", "drawing blueprint plan diagram sketch", "picture image photo photograph",
        "map chart atlas", "customer client buyer consumer", "supplier vendor provider contractor",
        "company firm business enterprise corporation", "money cash fund finance payment", "tax duty levy",
        "profit gain earnings revenue income",
        "loss deficit shortfall", "growth increase rise expansion", "decrease decline reduction fall drop",
        "result outcome effect consequence", "cause reason origin source", "problem issue trouble difficulty fault",
        "solution answer remedy",
        "goal aim objective target purpose", "method procedure process technique way", "quarterly periodic regular scheduled",
        "yearly annual", "daily everyday", "monthly", "quality standard grade", "storage warehouse depot store",
        "delivery shipment transport freight", "return refund", "warranty guarantee", "computer laptop pc",
        "software program application app", "network internet web", "data information facts figures", "privacy confidentiality secrecy",
        "attack assault breach intrusion", "delay postponement lateness", "approve accept authorise authorize permit allow",
        "reject refuse decline deny", "chemical substance reagent", "gas vapour vapor fumes", "oil petroleum lubricant grease",
        "smoke soot", "alarm alert warning siren", "detector sensor", "extinguisher sprinkler suppression", "energy fuel",
        "environment ecology nature", "climate weather", "rain rainfall precipitation", "flood inundation deluge",
        "storm hurricane gale wind",
        "tenant renter lessee occupant", "rent lease hire", "owner landlord proprietor", "estate property real land",
        "outage blackout failure interruption breakdown malfunction", "broken defective failed malfunctioning inoperative",
        "heating heater boiler radiator furnace stove", "mould mold mildew fungus", "blocked clogged obstructed jammed stuck",
        "drain drainage sewer gutter", "smell odour stench stink", "pest infestation vermin rodent insect mouse mice rat",
        "injury injured hurt wound wounded harm casualty", "death dead die died fatal fatality killed",
        "sick ill illness disease infection", "elevator lift", "parking garage", "bicycle bike",
        "theft thief burglar burglary robbery stolen steal", "lock padlock key", "visitor guest", "meeting conference appointment",
        "dismiss dismissal redundancy layoff terminate", "salary wage pay remuneration", "holiday vacation leave", "deadline due",
        "late overdue delayed", "cancel cancellation withdraw revoke", "insurance insured coverage", "invoice bill",
        "discount rebate reduction", "cheap inexpensive affordable", "expensive costly", "food meal lunch dinner breakfast canteen",
        "drink beverage", "insulation lagging", "scaffold scaffolding", "digger excavator", "slip trip stumble fall tumble", "burn scald",
        "poison toxic poisonous", "explosion explode blast detonation", "spark ignition ignite", "hole opening puncture",
        "bent deformed warped buckled distorted", "loose slack", "worn wear abrasion erosion eroded", "missing absent lost lack",
        "replace replacement exchange substitute swap renew renewal", "remove removal dismantle demolish demolition",
        "install installation mount assemble", "forbid forbidden prohibit prohibited ban banned",
        "must required mandatory obligatory compulsory", "responsible responsibility accountable liable", "signature signed",
        "password passcode credential login", "phone telephone mobile", "mail email letter message", "snow ice frost frozen icy",
        "river stream creek", "collapse subsidence sink settlement", "slope embankment landslide", "train railway rail",
        "aircraft airplane plane", "ship vessel boat", "crash collision", "tyre wheel", "petrol gasoline diesel fuel",
        "box carton package parcel packaging crate", "shelf rack", "stock inventory", "shop store outlet",
        "complaint grievance objection", "court judge tribunal", "lawyer attorney solicitor", "crime offence", "evidence proof",
        "hospital clinic", "nurse carer", "medicine drug medication pharmaceutical", "pain ache", "surgery operation",
        "school college university", "pupil student", "research study", "neighbour resident", "flat apartment", "mortgage loan credit",
        "furniture chair table desk", "carpet rug", "tile tiling", "socket outlet plug", "fuse breaker", "tank reservoir container",
        "ventilation airflow fan", "filter strainer", "seal gasket", "lubricate lubrication grease",
        "calibrate calibration adjust adjustment", "update upgrade", "backup copy", "old aged ageing", "new recent modern",
        "empty vacant", "full crowded", "allowed permitted", "stop halt cease shutdown", "open opening", "close closed shut", "dark dim",
        "bright brilliant", "dry arid", "sharp pointed", "fragile brittle", "hidden concealed", "visible seen", "night evening",
        "week weekly", "month monthly", "year annual",
    ];

    private static readonly string[] Endings = ["ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "y", "e"];

    private static readonly FrozenDictionary<string, string[]> GroupsByStem = Groups
        .Select(group => group.Split(' '))
        .SelectMany(group => group.Select(word => (Stem: Stem(word), Group: group)))
        .GroupBy(entry => entry.Stem)
        .ToFrozenDictionary(entries => entries.Key, entries => entries.SelectMany(entry => entry.Group).Distinct().ToArray());

    public static IEnumerable<string> Find(string word) =>
        GroupsByStem.TryGetValue(Stem(word), out var group) ? group.Where(other => Stem(other) != Stem(word)) : [];

    /// <summary>Removes the most common English endings, which is enough to find any form of a word in the list.</summary>
    internal static string Stem(string word)
    {
        foreach (var ending in Endings)
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal)) return word[..^ending.Length];
        return word;
    }
}
