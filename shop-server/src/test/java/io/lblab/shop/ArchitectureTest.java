package io.lblab.shop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lblab.shop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.lblab.shop.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_KAFKA_KNOWS_KAFKA =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..shop.kafka..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule ONLY_REDIS_KNOWS_REDIS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..shop.redis..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("redis.clients..");

    @ArchTest
    static final ArchRule ONLY_WEB_KNOWS_JETTY =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..shop.web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMPOSITION =
            noClasses()
                    .that()
                    .resideInAPackage("io.lblab.shop.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.lblab.shop");
}
