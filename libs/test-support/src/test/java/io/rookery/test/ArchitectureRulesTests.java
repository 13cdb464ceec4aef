package io.rookery.test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTests {

    @TempDir
    Path folder;

    @Test
    void code_in_the_style_of_the_house_passes() throws IOException {
        JavaClasses tidy = Sources.compiled(
                folder,
                "package io.rookery.tweet.likes; record Like(long tweetId, java.time.Instant at) {}",
                "package io.rookery.tweet.likes; class LikeRepository { void save(Like like) {} }",
                """
                package io.rookery.tweet.likes;
                @org.springframework.stereotype.Service class LikeService {
                    private final LikeRepository likes; private final java.time.Clock clock;
                    LikeService(LikeRepository likes, java.time.Clock clock) { this.likes = likes; this.clock = clock; }
                    void like(long id) { likes.save(new Like(id, java.time.Instant.now(clock))); }
                }
                """,
                """
                package io.rookery.tweet.likes;
                @org.springframework.stereotype.Controller class LikeController {
                    private final LikeService service;
                    LikeController(LikeService service) { this.service = service; }
                    void put(Request request) { service.like(request.id()); }
                    record Request(long id) {}
                }
                """,
                "package io.rookery.tweet.likes; class LikesCommand { void run() { System.out.println(); } }",
                """
                package io.rookery.tweet.time;
                @org.springframework.context.annotation.Configuration class TimeConfiguration {
                    java.time.Clock clock() { return java.time.Clock.systemUTC(); }
                }
                """);

        assertThatCode(() -> ArchitectureRules.check(tidy)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource
    void code_that_breaks_a_rule_is_named_with_the_reason(String[] sources, String culprit, String reason)
            throws IOException {
        JavaClasses untidy = Sources.compiled(folder, sources);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ArchitectureRules.check(untidy))
                .withMessageContaining(culprit)
                .withMessageContaining(reason);
    }

    static Stream<Arguments> code_that_breaks_a_rule_is_named_with_the_reason() {
        return Stream.of(
                violation(
                        "a controller by another name",
                        "LikeApi",
                        "what reads HTTP is found by its name",
                        "package io.rookery.tweet.likes; @org.springframework.stereotype.Controller class LikeApi {}"),
                violation(
                        "a service by another name",
                        "Liking",
                        "what orders the steps of a use case is found by its name",
                        "package io.rookery.tweet.likes; @org.springframework.stereotype.Service class Liking {}"),
                violation(
                        "a repository by another name",
                        "LikeDao",
                        "what touches SQL or CQL is a Repository",
                        "package io.rookery.tweet.likes; @org.springframework.stereotype.Repository class LikeDao {}"),
                violation(
                        "settings by another name", "LikeSettings", "what someone may tune is found by its name", """
                        package io.rookery.tweet.likes;
                        @org.springframework.boot.context.properties.ConfigurationProperties record LikeSettings() {}
                        """),
                violation(
                        "a listener by another name",
                        "LikeConsumer",
                        "what reads Kafka is found by its name",
                        "package org.springframework.kafka.annotation; public @interface KafkaListener {}",
                        """
                        package io.rookery.tweet.likes;
                        class LikeConsumer { @org.springframework.kafka.annotation.KafkaListener void on(String e) {} }
                        """),
                violation(
                        "a client by another name",
                        "Users",
                        "what calls another service is found by its name",
                        "package org.springframework.web.service.annotation; public @interface HttpExchange {}",
                        """
                        package org.springframework.web.service.annotation;
                        @HttpExchange public @interface GetExchange {}
                        """,
                        """
                        package io.rookery.tweet.likes;
                        interface Users { @org.springframework.web.service.annotation.GetExchange String user(); }
                        """),
                violation(
                        "a word without meaning",
                        "LikeManager",
                        "these words name no thing of the field",
                        "package io.rookery.tweet.likes; class LikeManager {}"),
                violation(
                        "a service that knows its controller",
                        "LikeService",
                        "a use case does not know who asked",
                        "package io.rookery.tweet.likes; class LikeController { record Request(long id) {} }",
                        "package io.rookery.tweet.likes; class LikeService { LikeController.Request last; }"),
                violation(
                        "a repository that knows a service",
                        "LikeRepository",
                        "effects do not know who decided",
                        "package io.rookery.tweet.likes; class LikeService {}",
                        "package io.rookery.tweet.likes; class LikeRepository { LikeService service; }"),
                violation(
                        "code of another service",
                        "io.rookery.tweet.likes.Like",
                        "services are released one at a time",
                        "package io.rookery.user.graph; public class Follow {}",
                        "package io.rookery.tweet.likes; class Like { io.rookery.user.graph.Follow follow; }"),
                violation(
                        "a third user of the timelines",
                        "io.rookery.media.uploads.Upload",
                        "together own the timelines",
                        "package io.rookery.timelines; public class Timelines {}",
                        "package io.rookery.media.uploads; class Upload { io.rookery.timelines.Timelines timelines; }"),
                violation(
                        "features in a circle",
                        "Cycle detected",
                        "a feature can be read, and moved",
                        "package io.rookery.tweet.likes; public class Like { io.rookery.tweet.tweets.Tweet tweet; }",
                        "package io.rookery.tweet.tweets; public class Tweet { io.rookery.tweet.likes.Like like; }"),
                violation(
                        "a public entity",
                        "FollowRow",
                        "how a thing is stored may change",
                        "package jakarta.persistence; public @interface Entity {}",
                        "package io.rookery.user.graph; @jakarta.persistence.Entity public class FollowRow {}"),
                violation("an injected field", "LikeService.likes", "an object that was constructed is complete", """
                        package io.rookery.tweet.likes;
                        class LikeService { @org.springframework.beans.factory.annotation.Autowired String likes; }
                        """),
                violation(
                        "java.util.logging", "java.util.logging.Logger", "SLF4J writes the JSON that is searched", """
                        package io.rookery.tweet.likes;
                        class Like { java.util.logging.Logger log = java.util.logging.Logger.getGlobal(); }
                        """),
                violation(
                        "System.out",
                        "java.lang.System.out",
                        "a line without level, time and request id is lost",
                        "package io.rookery.tweet.likes; class Like { void hello() { System.out.println(); } }"),
                violation("sleep", "java.lang.Thread.sleep", "whoever waits should wait for something", """
                        package io.rookery.tweet.likes;
                        class Like { void nap() throws InterruptedException { Thread.sleep(1); } }
                        """),
                violation(
                        "a reactive type",
                        "reactor.core.publisher.Mono",
                        "blocking code on virtual threads",
                        "package reactor.core.publisher; public class Mono {}",
                        "package io.rookery.tweet.likes; class Like { reactor.core.publisher.Mono later; }"),
                violation(
                        "the time of the system",
                        "java.time.Instant.now()",
                        "time comes in by constructor",
                        "package io.rookery.tweet.likes; class Like { Object at = java.time.Instant.now(); }"),
                violation(
                        "the time of the system by method reference",
                        "java.time.Instant.now()",
                        "time comes in by constructor",
                        """
                        package io.rookery.tweet.likes;
                        class Like { java.util.function.Supplier<?> at = java.time.Instant::now; }
                        """),
                violation(
                        "a clock made on the spot",
                        "java.time.Clock.systemUTC()",
                        "only a configuration chooses the clock",
                        "package io.rookery.tweet.likes; class Like { Object clock = java.time.Clock.systemUTC(); }"));
    }

    @Test
    void a_package_that_is_not_null_marked_is_named() {
        JavaClasses unmarked = new ClassFileImporter().importClasses(ArchitectureRulesTests.class);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ArchitectureRules.check(unmarked))
                .withMessageContaining("Package io.rookery.test is not @NullMarked");
    }

    @Test
    void a_package_without_classes_is_a_mistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureRules.check("io.rookery.nowhere"))
                .withMessage("No classes in package io.rookery.nowhere");
    }

    private static Arguments violation(String name, String culprit, String reason, String... sources) {
        return arguments(named(name, sources), culprit, reason);
    }
}
