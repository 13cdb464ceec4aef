package io.rookery.test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, each with its reason; they hold where there is nothing to hold for, too. */
public final class ArchitectureRules {

    private static final String ROOT = "io.rookery";
    private static final Set<String> SERVICES = Set.of("user", "tweet", "timeline", "media", "fanout", "gateway");
    private static final String CONFIGURATION = "org.springframework.context.annotation.Configuration";

    // Where does this line go?

    public static final ArchRule CONTROLLERS_HAVE_THEIR_NAME = classes()
            .that()
            .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
            .should()
            .haveSimpleNameEndingWith("Controller")
            .because("what reads HTTP is found by its name");

    public static final ArchRule LISTENERS_HAVE_THEIR_NAME = classes()
            .that(haveMethods("org.springframework.kafka.annotation.KafkaListener"))
            .should()
            .haveSimpleNameEndingWith("Listener")
            .because("what reads Kafka is found by its name");

    public static final ArchRule SERVICES_HAVE_THEIR_NAME = classes()
            .that()
            .areAnnotatedWith("org.springframework.stereotype.Service")
            .should()
            .haveSimpleNameEndingWith("Service")
            .because("what orders the steps of a use case is found by its name");

    public static final ArchRule REPOSITORIES_AND_STORES_HAVE_THEIR_NAME = classes()
            .that()
            .areAnnotatedWith("org.springframework.stereotype.Repository")
            .should(be(named("Repository", "Store")))
            .because("what touches SQL or CQL is a Repository, what touches Redis or objects is a Store");

    public static final ArchRule CLIENTS_HAVE_THEIR_NAME = classes()
            .that(haveMethods("org.springframework.web.service.annotation.HttpExchange"))
            .should()
            .haveSimpleNameEndingWith("Client")
            .because("what calls another service is found by its name");

    public static final ArchRule PROPERTIES_HAVE_THEIR_NAME = classes()
            .that()
            .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
            .should()
            .haveSimpleNameEndingWith("Properties")
            .because("what someone may tune is found by its name");

    public static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto|DTO|Base)")
            .because("these words name no thing of the field");

    public static final ArchRule SERVICES_DO_NOT_POINT_BACK = noClasses()
            .that(named("Service"))
            .should()
            .dependOnClassesThat(ours("Controller", "Listener"))
            .because(
                    "a use case does not know who asked: Controller, Listener -> Service -> Repository, Store, Client");

    public static final ArchRule STORAGE_DOES_NOT_POINT_BACK = noClasses()
            .that(ours("Repository", "Store", "Client"))
            .should()
            .dependOnClassesThat(ours("Controller", "Listener", "Service"))
            .because("effects do not know who decided: Controller, Listener -> Service -> Repository, Store, Client");

    // Who may know whom?

    public static final ArchRule SERVICES_SHARE_NO_CODE = classes()
            .should(notDependOnAnotherService())
            .because("services are released one at a time; they meet over HTTP and Kafka, by the files in contracts/");

    public static final ArchRule TIMELINES_HAVE_TWO_USERS = noClasses()
            .that()
            .resideOutsideOfPackages("io.rookery.timelines..", "io.rookery.timeline..", "io.rookery.fanout..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rookery.timelines..")
            .because("timeline-service and fanout-worker together own the timelines in Redis, and nobody else");

    public static final ArchRule FEATURES_HAVE_NO_CYCLES = slices().matching("io.rookery.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature can be read, and moved, without those that use it");

    public static final ArchRule ROWS_STAY_BEHIND_THEIR_REPOSITORY = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .or()
            .areAnnotatedWith("org.springframework.data.relational.core.mapping.Table")
            .or()
            .areAnnotatedWith("org.springframework.data.cassandra.core.mapping.Table")
            .should()
            .notBePublic()
            .because("how a thing is stored may change without those that use the thing");

    // How is it written?

    public static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .because("an object that was constructed is complete, and a test can construct it");

    public static final ArchRule NO_JAVA_UTIL_LOGGING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging")
            .because("SLF4J writes the JSON that is searched");

    public static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Command")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .because("a line without level, time and request id is lost; only what is run by hand answers so");

    public static final ArchRule NO_SLEEP = noClasses()
            .should()
            .accessTargetWhere(describe("sleep", ArchitectureRules::isSleep))
            .because("whoever waits should wait for something, or let a scheduler call");

    public static final ArchRule NO_REACTIVE_TYPES = noClasses()
            .that()
            .resideOutsideOfPackage("io.rookery.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "reactor..", "org.reactivestreams..", "io.reactivex..", "org.springframework.web.reactive..")
            .because("blocking code on virtual threads reads and debugs as what it does");

    public static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .accessTargetWhere(describe("read the time of the system", ArchitectureRules::readsSystemTime))
            .because("time comes in by constructor, as a java.time.Clock, so that a test can set it");

    public static final ArchRule CLOCKS_ARE_BEANS = noClasses()
            .that()
            .areNotMetaAnnotatedWith(CONFIGURATION)
            .should()
            .accessTargetWhere(describe("make a clock of the system", ArchitectureRules::makesSystemClock))
            .because("only a configuration chooses the clock");

    public static final ArchRule PACKAGES_ARE_NULL_MARKED =
            all(packages()).should(beNullMarked()).because("null does not occur except where @Nullable says so");

    private static final List<ArchRule> ALL = List.of(
            CONTROLLERS_HAVE_THEIR_NAME,
            LISTENERS_HAVE_THEIR_NAME,
            SERVICES_HAVE_THEIR_NAME,
            REPOSITORIES_AND_STORES_HAVE_THEIR_NAME,
            CLIENTS_HAVE_THEIR_NAME,
            PROPERTIES_HAVE_THEIR_NAME,
            NAMES_SAY_SOMETHING,
            SERVICES_DO_NOT_POINT_BACK,
            STORAGE_DOES_NOT_POINT_BACK,
            SERVICES_SHARE_NO_CODE,
            TIMELINES_HAVE_TWO_USERS,
            FEATURES_HAVE_NO_CYCLES,
            ROWS_STAY_BEHIND_THEIR_REPOSITORY,
            NO_FIELD_INJECTION,
            NO_JAVA_UTIL_LOGGING,
            NO_STANDARD_STREAMS,
            NO_SLEEP,
            NO_REACTIVE_TYPES,
            TIME_COMES_FROM_A_CLOCK,
            CLOCKS_ARE_BEANS,
            PACKAGES_ARE_NULL_MARKED);

    private ArchitectureRules() {}

    /**
     * Checks the production classes in this package and below against all rules.
     *
     * @throws AssertionError with every violation of every rule
     * @throws IllegalArgumentException if there is no such class
     */
    public static void check(String basePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(basePackage);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("No classes in package " + basePackage);
        }
        check(classes);
    }

    static void check(JavaClasses classes) {
        List<String> violations = ALL.stream()
                .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
                .filter(EvaluationResult::hasViolation)
                .map(result -> result.getFailureReport().toString())
                .toList();
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n", violations));
        }
    }

    /** By the outermost class: the records nested in a controller are the controller's. */
    private static DescribedPredicate<JavaClass> named(String... endings) {
        return describe("named " + String.join(", ", endings), candidate -> {
            String name = outermost(candidate).getSimpleName();
            return Arrays.stream(endings).anyMatch(name::endsWith);
        });
    }

    private static DescribedPredicate<JavaClass> ours(String... endings) {
        return JavaClass.Predicates.resideInAPackage(ROOT + "..")
                .and(named(endings))
                .as("are " + String.join(", ", endings));
    }

    private static JavaClass outermost(JavaClass nested) {
        return nested.getEnclosingClass().map(ArchitectureRules::outermost).orElse(nested);
    }

    private static DescribedPredicate<JavaClass> haveMethods(String annotation) {
        DescribedPredicate<CanBeAnnotated> annotated = CanBeAnnotated.Predicates.metaAnnotatedWith(annotation);
        return describe(
                "have methods with @" + annotation.substring(annotation.lastIndexOf('.') + 1),
                candidate -> candidate.getMethods().stream().anyMatch(annotated));
    }

    private static ArchCondition<JavaClass> notDependOnAnotherService() {
        return new ArchCondition<>("not depend on another service") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                Optional<String> service = service(origin);
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    Optional<String> other = service(dependency.getTargetClass());
                    if (service.isPresent() && other.isPresent() && !service.equals(other)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** The service a class belongs to: {@code tweet} for {@code io.rookery.tweet.likes.Like}. */
    private static Optional<String> service(JavaClass candidate) {
        return SERVICES.stream()
                .filter(service -> (candidate.getPackageName() + ".").startsWith(ROOT + "." + service + "."))
                .findFirst();
    }

    private static boolean isSleep(JavaAccess<?> access) {
        return access.getName().equals("sleep")
                && (access.getTargetOwner().isEquivalentTo(Thread.class)
                        || access.getTargetOwner().isEquivalentTo(TimeUnit.class));
    }

    private static boolean readsSystemTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)
                || !target.getRawParameterTypes().isEmpty()) {
            return false;
        }
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return (owner.getPackageName().equals("java.time") && name.equals("now"))
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || (owner.isEquivalentTo(Date.class) && name.equals("<init>"));
    }

    private static boolean makesSystemClock(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Clock.class)
                && (access.getName().startsWith("system") || access.getName().startsWith("tick"));
    }

    private static ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(JavaClasses classes) {
                return classes.stream().map(JavaClass::getPackage).distinct().toList();
            }
        };
    }

    private static ArchCondition<JavaPackage> beNullMarked() {
        return new ArchCondition<>("be @NullMarked by their package-info.java") {
            @Override
            public void check(JavaPackage candidate, ConditionEvents events) {
                boolean marked = candidate
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            candidate, "Package " + candidate.getName() + " is not @NullMarked"));
                }
            }
        };
    }
}
