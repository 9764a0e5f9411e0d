<#import "template.ftl" as layout>
<#import "footer.ftl" as brand>
<#-- Says one thing and offers one way on: after an action, and as the first page of an invitation. -->
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    <#if requiredActions?has_content>
      ${msg("stepsTitle", brand.name())}
    <#elseif messageHeader??>
      ${msg(messageHeader)}
    <#else>
      ${message.summary}
    </#if>
  <#elseif section = "form">
    <div id="kc-info-message">
      <#if requiredActions?has_content>
        <p class="instruction">${msg("stepsIntroduction")}</p>
        <ol class="steps">
          <#list requiredActions as step>
            <li>${msg("requiredAction." + step)}</li>
          </#list>
        </ol>
      <#elseif messageHeader??>
        <p class="instruction">${message.summary}</p>
      </#if>
      <#if !skipLink??>
        <#if pageRedirectUri?has_content>
          <p><a href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
        <#elseif actionUri?has_content>
          <p><a href="${actionUri}">${msg("proceedWithAction")}</a></p>
        <#elseif (client.baseUrl)?has_content>
          <p><a href="${client.baseUrl}">${msg("backToApplication")}</a></p>
        </#if>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
