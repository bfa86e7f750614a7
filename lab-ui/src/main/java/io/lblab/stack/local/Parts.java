package io.lblab.stack.local;

import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every part of one stack.
record Parts(Context context, boolean monitoring) {

    /// The folders of data that a start makes and a stop removes, beside [Folder#database].
    static final List<String> FOLDERS =
            List.of(
                    NginxPart.NAME,
                    ShopPart.DATA,
                    RedisPart.NAME,
                    KafkaPart.NAME,
                    MonitoringPart.PROMETHEUS,
                    ClassCache.NAME);

    NginxPart nginx() {
        return new NginxPart(context);
    }

    void write() throws IOException {
        nginx().write();
        new RedisPart(context).write();
        new KafkaPart(context).write();
        if (monitoring) {
            new MonitoringPart(context).write();
        }
    }

    /// The database server, if there is one.
    Optional<PostgresPart> postgres() {
        return context.shop().database() == Database.POSTGRESQL
                ? Optional.of(new PostgresPart(context))
                : Optional.empty();
    }

    /// What customers need, in the order in which it is shown: nginx, app1…, redis, kafka, and
    /// postgres.
    List<ServiceSpec> core() throws StackException {
        List<ServiceSpec> specs = new ArrayList<>();
        specs.add(nginx().spec());
        for (int n = 1; n <= context.addresses().apps().size(); n++) {
            specs.add(new ShopPart(context, n).spec());
        }
        specs.add(new RedisPart(context).spec());
        specs.add(new KafkaPart(context).spec());
        Optional<PostgresPart> postgres = postgres();
        if (postgres.isPresent()) {
            specs.add(postgres.get().spec());
        }
        return specs;
    }

    List<ServiceSpec> watching() {
        return monitoring ? new MonitoringPart(context).specs() : List.of();
    }

    List<ServiceSpec> all() throws StackException {
        List<ServiceSpec> specs = new ArrayList<>(core());
        specs.addAll(watching());
        return specs;
    }

    Optional<ServiceSpec> named(String service) throws StackException {
        return all().stream().filter(spec -> spec.name().equals(service)).findFirst();
    }

    List<ClassCache> caches() {
        return List.of(new ShopPart(context, 1).cache(), new KafkaPart(context).cache());
    }
}
