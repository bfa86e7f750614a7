package io.lblab.distribution.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lblab.distribution.statistics.ShareInterval;
import io.lblab.distribution.verdict.Reason;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.distribution.verdict.Verdict;
import io.lblab.distribution.verdict.Verdict.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a verdict rests on, as JSON.
final class VerdictJson {

    private VerdictJson() {}

    /// Empty when nothing was tested.
    static Optional<ObjectNode> of(RunVerdict run, ObjectMapper mapper) {
        return switch (run.verdict()) {
            case Verdict.Matches matches -> Optional.of(of(matches.evidence(), List.of(), mapper));
            case Verdict.Differs differs ->
                    Optional.of(of(differs.evidence(), differs.reasons(), mapper));
            case Verdict.TooFew _, Verdict.NothingToCompare _ -> Optional.empty();
        };
    }

    private static ObjectNode of(Evidence evidence, List<Reason> reasons, ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode();
        ArrayNode expected = json.putArray("expected");
        evidence.expected().forEach(expected::add);
        json.put("test", evidence.fit().kind().name().toLowerCase(Locale.ROOT));
        if (Double.isFinite(evidence.fit().statistic())) {
            json.put("chi_square", evidence.fit().statistic());
        } else {
            json.putNull("chi_square");
        }
        json.put("degrees_of_freedom", evidence.fit().degreesOfFreedom());
        json.put("p", evidence.fit().pValue());
        ArrayNode intervals = json.putArray("share_intervals_95");
        for (ShareInterval interval : evidence.intervals()) {
            intervals.addArray().add(interval.low()).add(interval.high());
        }
        evidence.prefix().ifPresent(prefix -> json.put("max_prefix_deviation", prefix.requests()));
        evidence.forecast()
                .ifPresent(order -> json.put("picks_not_as_forecast", order.differing()));
        evidence.runs().ifPresent(runs -> json.put("runs_p", runs.pValue()));
        ArrayNode why = json.putArray("reasons");
        reasons.forEach(reason -> why.add(name(reason)));
        return json;
    }

    private static String name(Reason reason) {
        return switch (reason) {
            case Reason.ServerFailed _ -> "server_failed";
            case Reason.LeftOutBefore _ -> "server_left_out_before";
            case Reason.OthersAsked _ -> "others_asked";
            case Reason.WeightsChanged _ -> "weights_changed";
            case Reason.OneNetwork _ -> "one_client_network";
            case Reason.KeysSkewed _ -> "keys_skewed";
            case Reason.Retries _ -> "retries";
            case Reason.RequestsFailed _ -> "requests_failed";
            case Reason.Reloaded _ -> "reloaded";
            case Reason.SeveralWorkers _ -> "workers_without_zone";
            case Reason.OrderNotByChance _ -> "order_not_by_chance";
            case Reason.ClientsMoved _ -> "clients_moved";
            case Reason.ClientsElsewhere _ -> "clients_elsewhere";
            case Reason.NetworksUneven _ -> "networks_uneven";
            case Reason.Unexplained _ -> "unexplained";
        };
    }
}
