package io.lblab.distribution.archive;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.lblab.distribution.Counts;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.traffic.Check;
import io.lblab.traffic.Load;
import io.lblab.traffic.Skew;
import io.lblab.upstream.Strategy;
import java.io.IOException;
import java.util.List;

/// Runs as JSON that is read again: the parts of the records as they are.
final class RunJson {

    /// Interfaces of which every kind is a record; the kind's name stands beside its parts.
    private static final List<Class<?>> SEALED =
            List.of(Strategy.class, Load.class, Skew.class, Check.class);

    private RunJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Named {}

    /// As it was typed.
    private interface Typed {
        @JsonValue
        String text();

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Threshold parse(String text) {
            return Threshold.parse(text);
        }
    }

    static ObjectMapper mapper() {
        JsonMapper.Builder mapper =
                JsonMapper.builder()
                        .findAndAddModules()
                        .addModule(counts())
                        .addMixIn(Threshold.class, Typed.class)
                        .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                        .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                        .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY);
        for (Class<?> kind : SEALED) {
            mapper.addMixIn(kind, Named.class);
            mapper.registerSubtypes(kind.getPermittedSubclasses());
        }
        return mapper.build();
    }

    private static SimpleModule counts() {
        return new SimpleModule()
                .addSerializer(
                        new StdSerializer<>(Counts.class) {
                            @Override
                            public void serialize(
                                    Counts counts, JsonGenerator json, SerializerProvider provider)
                                    throws IOException {
                                long[] values = counts.toArray();
                                json.writeArray(values, 0, values.length);
                            }
                        })
                .addDeserializer(
                        Counts.class,
                        new StdDeserializer<>(Counts.class) {
                            @Override
                            public Counts deserialize(
                                    JsonParser json, DeserializationContext context)
                                    throws IOException {
                                return Counts.of(context.readValue(json, long[].class));
                            }
                        });
    }
}
