# The shop on a Java 25 runtime. The jar is built before (`./lab`, or mvn -pl shop-server package).
ARG JRE_IMAGE=eclipse-temurin:25-jre
FROM ${JRE_IMAGE}

RUN useradd --uid 10001 --no-log-init --no-create-home --shell /usr/sbin/nologin shop \
    && mkdir /data /app && chown shop /data /app

USER shop
WORKDIR /app
COPY compose/app/java.options compose/app/train ./
COPY shop-server/target/shop-server.jar ./

# Two instances, a broker and nginx share what may be two cores: a serial collector, and classes
# that were loaded and linked once, here, while the image is built.
RUN ["bash", "/app/train"]

ENV APP_HOST=0.0.0.0 APP_PORT=8000
EXPOSE 8000
ENTRYPOINT ["java", "@/app/java.options", "-XX:AOTCache=/app/shop.aot", "-jar", "/app/shop-server.jar"]
