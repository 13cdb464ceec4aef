# One image for each service: docker build --build-arg SERVICE=user-service --tag rookery/user-service:0.1.0 .
# Takes the jar that ./mvnw -DskipTests -Dspring-boot.repackage.skip=false package has made.

FROM eclipse-temurin:25-jre-noble AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar application.jar
RUN java -Djarmode=tools -jar application.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre-noble
WORKDIR /app
# A change of our code makes only the last layer anew
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
# Half of the container's memory is heap: metaspace, code, stacks and Netty's buffers need the rest.
# A process without memory is restarted rather than left half dead.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
# A number, so that Kubernetes can see it is not root. Only /tmp is written to: give it a volume and the rest may be read-only.
USER 10001:10001
# The gateway 8080 and its management 8090, user 8081, tweet 8082, timeline 8083, media 8084, fanout 8085
EXPOSE 8080-8085 8090
ENTRYPOINT ["java", "-jar", "application.jar"]
