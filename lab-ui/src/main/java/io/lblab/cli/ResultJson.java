package io.lblab.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/// How `--json` writes results: what is absent is left out, and a figure that there is none of,
/// like a percentile of nothing, is `null`.
final class ResultJson {

    private ResultJson() {}

    static ObjectMapper mapper() {
        Figures figures = new Figures();
        return new ObjectMapper()
                .findAndRegisterModules()
                .registerModule(
                        new SimpleModule()
                                .addSerializer(Double.class, figures)
                                .addSerializer(Double.TYPE, figures))
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
    }

    /// JSON has no word for "not a number" and for infinity; Jackson would write a text.
    private static final class Figures extends StdSerializer<Double> {

        private static final long serialVersionUID = 1;

        Figures() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
