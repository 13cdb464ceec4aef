package io.rookery.timeline.home;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** Whom a home read asks by what to filter. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "user-service", types = RelationsClient.class)
class HomeConfiguration {}
