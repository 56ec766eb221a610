install(TARGETS tm EXPORT tm-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/ ${CMAKE_CURRENT_BINARY_DIR}/include/
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development FILES_MATCHING PATTERN "*.h")
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/tm)
install(EXPORT tm-targets NAMESPACE tm:: DESTINATION ${package_dir} COMPONENT development)
configure_package_config_file(cmake/tm-config.cmake.in tm-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(tm-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tm-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/tm-config-version.cmake
              ${CMAKE_CURRENT_SOURCE_DIR}/cmake/depend.cmake
  DESTINATION ${package_dir} COMPONENT development)
# Relative to the .pc file, so that `cmake --install --prefix` and CPack stay right.
file(RELATIVE_PATH TM_PC_TO_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file(cmake/libtm.pc.in libtm.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libtm.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
