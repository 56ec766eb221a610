# Manual pages of the library (section 3) and of files (section 5), out of headers and comments.
find_program(TM_AWK NAMES awk mawk gawk)
find_program(TM_SH NAMES sh)
mark_as_advanced(TM_AWK TM_SH)
if(NOT TM_AWK OR NOT TM_SH)
  message(STATUS "no awk or no sh: libtm(3) and libtm-formats(5) are not made")
  return()
endif()
set(pages ${CMAKE_CURRENT_BINARY_DIR}/man)
file(GLOB page_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/man/* ${CMAKE_CURRENT_SOURCE_DIR}/include/*.h
  ${CMAKE_CURRENT_SOURCE_DIR}/include/tm/*.h)
file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/man/libtm-formats.5.in quoted REGEX "^@[A-Z]+ ")
foreach(line ${quoted})
  string(REGEX REPLACE "^@[A-Z]+ ([^ ]+).*" "${PROJECT_SOURCE_DIR}/\\1" source "${line}")
  list(APPEND page_sources ${source})
endforeach()
add_custom_command(OUTPUT ${pages}/man5/libtm-formats.5
  COMMAND ${TM_SH} ${CMAKE_CURRENT_SOURCE_DIR}/man/make.sh ${PROJECT_SOURCE_DIR} ${PROJECT_VERSION} ${pages}
  DEPENDS ${page_sources} VERBATIM)
add_custom_target(tm_manual ALL DEPENDS ${pages}/man5/libtm-formats.5)
install(DIRECTORY ${pages}/man3 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT development)
install(DIRECTORY ${pages}/man5 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT tools)
