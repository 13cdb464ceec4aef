package io.rookery.tweet.relations;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of user-service. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "user-service", types = RelationsClient.class)
class RelationsConfiguration {}
