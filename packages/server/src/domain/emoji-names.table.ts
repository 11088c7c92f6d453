// The names of emoji that Rocket.Chat knows, made by scripts/emoji-names.mjs: those of emojione 4.5 and emoji-toolkit 11
// (JoyPixels), which its releases up to 8 go by, and of emojibase 17, which comes after them. Marks stand for skin tones:
// see emoji-tones.ts.

export const EMOJI_NAMES = `
+1~ -1~ 100 1234 1st 2nd 3rd 8ball a a_blood ab ab_blood abacus abc abcd ac accept accordion ad adhesive_bandage
admission_tickets adult~! ae aerial_tramway af afghanistan ag ai airplane airplane_arriving airplane_departure
airplane_small al aland_islands alarm_clock albania alembic algeria alien alien_monster all_good~ am ambulance
american_samoa amphora anatomical_heart anchor andorra android angel~ anger anger_right angola angry angry_face
angry_imp anguilla anguished anguished_face ant antarctica antenna_bars antigua_barbuda anxious anxious_face ao apple aq
aquarius ar archery argentina aries armenia arrow_backward arrow_double_down arrow_double_up arrow_down arrow_down_small
arrow_forward arrow_heading_down arrow_heading_up arrow_left arrow_left_hook arrow_lower_left arrow_lower_right
arrow_right arrow_right_hook arrow_up arrow_up_down arrow_up_small arrow_upper_left arrow_upper_right arrows_clockwise
arrows_counterclockwise art articulated_lorry artist~! aruba as ascension_island asterisk asterisk_symbol astonished
astonished_face astronaut~! at athletic_shoe atm atom atom_symbol au australia austria auto_rickshaw automobile avocado
aw ax axe az azerbaijan b b_blood ba baby_angel baby_bottle baby_chick baby_symbol baby~ back back_arrow back_of_hand~
backpack bacon badger badminton bagel baggage_claim baguette_bread bahamas bahrain balance_scale bald~ ballet_dancer~!
ballet_shoes balloon ballot_box ballot_box_with_ballot ballot_box_with_check bamboo banana bandaid bangbang bangladesh
banjo bank bar_chart barbados barber barber_pole baseball basket basketball basketball_player~ bat bathroom bathtub
bath~ battery bb bd be beach beach_umbrella beach_with_umbrella beaming_face beans bear bear_face bearded_person~!
beating_heart beaver bed bee beer beer_mug beers beetle beginner belarus belgium belize bell bell_pepper bellhop
bellhop_bell benin bento bento_box bermuda beverage_box bf bg bh bhutan bi bicycle bicyclist~ bike biking~ bikini
billed_cap billiards biohazard biohazard_sign bird bird_face birthday birthday_cake bison biting_lip bj bl black_bird
black_cat black_circle black_flag black_heart black_joker black_large_square black_medium_small_square
black_medium_square black_nib black_small_square black_square_button blond-haired_man~! blond-haired_woman~!
blond_haired_person~ blond_haired~ blossom blowfish blowing_a_kiss blue_book blue_car blue_circle blue_heart blue_square
blueberries blush bm bn bo boar boba_drink bolivia bomb bone book bookmark bookmark_tabs books boom boomerang boot
bosnia_herzegovina botswana bottle_with_popping_cork bouquet bouvet_island bow_and_arrow bowl_with_spoon bowling bow~
boxing_glove boxing_gloves boy~ bq br brain brazil bread breast_feeding~! brick bricks bride_with_veil~ bridge_at_night
briefcase briefs bright_button british_indian_ocean_territory british_virgin_islands broccoli broken_chain broken_heart
broom brown_circle brown_heart brown_mushroom brown_square brunei bs bt bubble_tea bubbles bucket bug
building_construction bulb bulgaria bullet_train bullettrain_front bullettrain_side bullseye burkina_faso burma burrito
burundi bus bus_stop busstop bust_in_silhouette busts_in_silhouette butter butterfly bv bw by bz ca cactus cake calendar
calendar_spiral call_me_hand~ call_me~ calling cambodia camel camera camera_with_flash cameroon camping canada
canary_islands cancer candle candy canned_food canoe cape_verde capital_abcd capricorn car card_box card_file_box
card_index card_index_dividers caribbean_netherlands carousel_horse carp_streamer carpentry_saw carrot cartwheeling~
cartwheel~ castle cat cat2 cat_face cayman_islands cc cd censored central_african_republic ceuta_melilla cf cg ch chad
chains chair champagne champagne_glass chart chart_decreasing chart_increasing chart_with_downwards_trend
chart_with_upwards_trend check_mark check_mark_button checkered_flag cheese cheese_wedge cherries cherry_blossom
chess_pawn chestnut chicken chicken_face children_crossing child~! chile china chipmunk chocolate_bar chopsticks
christmas_island christmas_tree church ci cigarette cinema circled_m circus_tent city_dusk city_sunrise city_sunset
cityscape ck cl clamp clapper clapper_board clapping_hands~ clap~ classical_building climbing~ clinking_glass
clinking_glasses clipboard clipperton_island clock clock1 clock10 clock1030 clock11 clock1130 clock12 clock1230 clock130
clock2 clock230 clock3 clock330 clock4 clock430 clock5 clock530 clock6 clock630 clock7 clock730 clock8 clock830 clock9
clock930 clockwise closed_book closed_lock_with_key closed_umbrella cloud cloud_lightning cloud_rain cloud_snow
cloud_tornado cloud_with_lightning cloud_with_rain cloud_with_snow cloud_with_tornado cloudy clown clown_face club_suit
clubs clutch_bag cm cn co coat cockroach cocktail coconut cocos_islands coffee coffin coin cold cold_face cold_sweat
collision colombia comet comoros compass compression computer computer_disk computer_mouse confetti_ball confounded
confounded_face confused confused_face congo congo_brazzaville congo_kinshasa congratulations construction
construction_site construction_worker~ control_knobs controller convenience_store cook_islands cooked_rice cookie
cooking cook~! cool copyright cop~ coral corn costa_rica cote_divoire couch couch_and_lamp counterclockwise
couple_kiss~= couple_mm couple_with_heart_man_man-~!%& couple_with_heart_mm~= couple_with_heart_mw~=
couple_with_heart_person_person-%& couple_with_heart_wm~= couple_with_heart_woman_man~!%&
couple_with_heart_woman_woman-~!%& couple_with_heart_ww~= couple_with_heart~!= couple_ww couplekiss_mm couplekiss_ww
couplekiss~= couple~= cow cow2 cow_face cowboy cowboy_face cp cr crab crayon credit_card crescent_moon cricket
cricket_bat_ball cricket_game croatia crocodile croissant cross cross_mark cross_mark_button crossed_flags
crossed_swords crown cruise_ship crutch cry crying_cat crying_cat_face crying_face crystal_ball cu cuba cucumber
cup_with_straw cupcake cupid curacao curling_stone curly_hair curly_haired~ curly_loop currency_exchange curry
curry_rice custard customs cut_of_meat cv cw cx cy cyclone cyprus cz czech_republic czechia dagger dagger_knife
dancers~= dancer~ dango dark_sunglasses dart dash dashing_away date de deaf_man~! deaf_person~! deaf_woman~!
deciduous_tree deer delivery_truck denmark department_store derelict_house derelict_house_building desert desert_island
desktop desktop_computer detective~ dg diamond_shape_with_a_dot_inside diamond_suit diamond_with_a_dot diamonds
diego_garcia digit_eight digit_five digit_four digit_nine digit_one digit_seven digit_six digit_three digit_two
digit_zero dim_button direct_hit disappointed disappointed_face disappointed_relieved disco disco_ball disguised
disguised_face distorted_face divide dividers diving_mask division diya_lamp dizzy dizzy_eyes dizzy_face dj djibouti dk
dm dna do do_not_litter dodo dog dog2 dog_face dollar dolls dolphin dominica dominican_republic donkey door
dotted_line_face double_curly_loop double_exclamation double_helix double_vertical_bar doughnut dove dove_of_peace down
down_arrow downcast_face dragon dragon_face dress dromedary_camel drool drooling drooling_face drop_of_blood droplet
drum drum_with_drumsticks duck dumpling dvd dz e-mail e_mail ea eagle ear_of_corn ear_of_rice ear_with_hearing_aid~!
earth_africa earth_americas earth_asia earth_europe ear~ ec ecuador ee eg egg eggplant egypt eh eight eight_oclock
eight_pointed_black_star eight_spoked_asterisk eight_thirty eject eject_symbol el_salvador electric_plug elephant
elevator eleven_oclock eleven_thirty elf~! email empty_nest end end_arrow england envelope envelope_with_arrow
equatorial_guinea er eritrea es estonia eswatini et ethiopia eu euro euro_banknote european_castle european_post_office
european_union evergreen_tree ewe exclamation exclamation_question exhale exhaling expecting_woman~ exploding_head
expressionless expressionless_face eye eye_in_speech_bubble eyeglasses eyes face_exhaling face_holding_back_tears
face_in_clouds face_palm~ face_vomiting face_with_bags_under_eyes face_with_cowboy_hat face_with_diagonal_mouth
face_with_eye_bags face_with_hand_over_mouth face_with_head_bandage face_with_monocle
face_with_open_eyes_and_hand_over_mouth face_with_open_eyes_hand_over_mouth face_with_open_mouth face_with_peeking_eye
face_with_raised_eyebrow face_with_rolling_eyes face_with_spiral_eyes face_with_symbols_on_mouth
face_with_symbols_over_mouth face_with_thermometer face_with_tongue facepalm~ factory factory_worker~! fairy~! falafel
falkland_islands fallen_leaf family family_aa family_aac family_aacc family_ac family_acc family_adult_adult_child
family_adult_adult_child_child family_adult_child family_adult_child_child family_man_boy family_man_boy_boy
family_man_girl family_man_girl_boy family_man_girl_girl family_man_woman_boy family_mb family_mbb family_mg family_mgb
family_mgg family_mmb family_mmbb family_mmg family_mmgb family_mmgg family_mwb family_mwbb family_mwg family_mwgb
family_mwgg family_wb family_wbb family_wg family_wgb family_wgg family_woman_boy family_woman_boy_boy family_woman_girl
family_woman_girl_boy family_woman_girl_girl family_wwb family_wwbb family_wwg family_wwgb family_wwgg farmer~!
faroe_islands fast_down fast_forward fast_reverse fast_up fax fax_machine fearful fearful_face feather feet female
female_sign fencer fencing ferris_wheel ferry fi field_hockey fight_cloud fiji file_cabinet file_folder film_frames
film_projector fingerprint fingers_crossed~ finland fire fire_engine fire_extinguisher firecracker firefighter~!
fireworks first_place first_place_medal first_quarter_moon first_quarter_moon_with_face fish fish_cake fishing_pole
fishing_pole_and_fish fist~ five five_oclock five_thirty fj fk flag_ac flag_ad flag_ae flag_af flag_ag flag_ai flag_al
flag_am flag_ao flag_aq flag_ar flag_as flag_at flag_au flag_aw flag_ax flag_az flag_ba flag_bb flag_bd flag_be flag_bf
flag_bg flag_bh flag_bi flag_bj flag_bl flag_black flag_bm flag_bn flag_bo flag_bq flag_br flag_bs flag_bt flag_bv
flag_bw flag_by flag_bz flag_ca flag_cc flag_cd flag_cf flag_cg flag_ch flag_ci flag_ck flag_cl flag_cm flag_cn flag_co
flag_cp flag_cq flag_cr flag_cu flag_cv flag_cw flag_cx flag_cy flag_cz flag_de flag_dg flag_dj flag_dk flag_dm flag_do
flag_dz flag_ea flag_ec flag_ee flag_eg flag_eh flag_er flag_es flag_et flag_eu flag_fi flag_fj flag_fk flag_fm flag_fo
flag_fr flag_ga flag_gb flag_gbeng flag_gbsct flag_gbwls flag_gd flag_ge flag_gf flag_gg flag_gh flag_gi flag_gl flag_gm
flag_gn flag_gp flag_gq flag_gr flag_gs flag_gt flag_gu flag_gw flag_gy flag_hk flag_hm flag_hn flag_hr flag_ht flag_hu
flag_ic flag_id flag_ie flag_il flag_im flag_in flag_in_hole flag_io flag_iq flag_ir flag_is flag_it flag_je flag_jm
flag_jo flag_jp flag_ke flag_kg flag_kh flag_ki flag_km flag_kn flag_kp flag_kr flag_kw flag_ky flag_kz flag_la flag_lb
flag_lc flag_li flag_lk flag_lr flag_ls flag_lt flag_lu flag_lv flag_ly flag_ma flag_mc flag_md flag_me flag_mf flag_mg
flag_mh flag_mk flag_ml flag_mm flag_mn flag_mo flag_mp flag_mq flag_mr flag_ms flag_mt flag_mu flag_mv flag_mw flag_mx
flag_my flag_mz flag_na flag_nc flag_ne flag_nf flag_ng flag_ni flag_nl flag_no flag_np flag_nr flag_nu flag_nz flag_om
flag_pa flag_pe flag_pf flag_pg flag_ph flag_pk flag_pl flag_pm flag_pn flag_pr flag_ps flag_pt flag_pw flag_py flag_qa
flag_re flag_ro flag_rs flag_ru flag_rw flag_sa flag_sark flag_sb flag_sc flag_sd flag_se flag_sg flag_sh flag_si
flag_sj flag_sk flag_sl flag_sm flag_sn flag_so flag_sr flag_ss flag_st flag_sv flag_sx flag_sy flag_sz flag_ta flag_tc
flag_td flag_tf flag_tg flag_th flag_tj flag_tk flag_tl flag_tm flag_tn flag_to flag_tr flag_tt flag_tv flag_tw flag_tz
flag_ua flag_ug flag_um flag_un flag_us flag_uy flag_uz flag_va flag_vc flag_ve flag_vg flag_vi flag_vn flag_vu flag_wf
flag_white flag_ws flag_xk flag_ye flag_yt flag_za flag_zm flag_zw flags flame flamingo flan flashlight flat_shoe
flatbread fleur-de-lis fleur_de_lis flexed_biceps floppy_disk flower_playing_cards flushed flushed_face flute fly
flying_disc flying_saucer fm fo fog foggy folded_hands~ folding_fan folding_hand_fan fondue football footprints foot~!
fork_and_knife fork_and_knife_with_plate fork_knife_plate fortune_cookie fountain fountain_pen four four_leaf_clover
four_oclock four_thirty fox fox_face fr frame_photo frame_with_picture framed_picture france free french_bread
french_fries french_guiana french_polynesia french_southern_territories fried_egg fried_shrimp fries frog frog_face
frowning frowning2 frowning_face fuel_pump fuelpump full_moon full_moon_with_face funeral_urn ga gabon gambia game_die
garlic gasp gay_pride_flag gb gd ge gear gem gem_stone gemini genie georgia germany gf gg gh ghana ghost gi gibraltar
gift gift_heart ginger ginger_root giraffe girl~ gl glass_of_milk glasses globe_with_meridians gloves glowing_star gm gn
goal goal_net goat goblin goggles golf golfer~ golfing~ goose gorilla gp gq gr graduation_cap grandma~ grapes gray_heart
greece green_apple green_book green_circle green_heart green_salad green_square greenland grenada grey_exclamation
grey_heart grey_question grimacing grimacing_face grin grinning grinning_cat grinning_cat_with_closed_eyes grinning_face
grinning_face_with_big_eyes grinning_face_with_closed_eyes grinning_face_with_sweat growing_heart gs gt gu guadeloupe
guam guardsman~ guard~ guatemala guernsey guide_dog guinea guinea_bissau guitar gun guyana gw gy hair_pick haircut~
hairy_creature haiti halo hamburger hammer hammer_and_pick hammer_and_wrench hammer_pick hamsa hamster hamster_face
hand_over_mouth hand_splayed~ hand_with_index_and_middle_finger_crossed hand_with_index_and_middle_fingers_crossed-~
hand_with_index_finger_and_thumb_crossed~! handbag handball~ handicapped handshake~!=%& hankey harp hash hatched_chick
hatching_chick head_bandage head_shaking_horizontally head_shaking_vertically headphone headphones headstone
health_worker~! hear_no_evil heard_mcdonald_islands hearing_aid~ heart heart_decoration heart_exclamation heart_eyes
heart_eyes_cat heart_hands~! heart_on_fire heart_suit heart_with_arrow heart_with_ribbon heartbeat heartpulse hearts
heavy_check_mark heavy_division_sign heavy_dollar_sign heavy_equals_sign heavy_heart_exclamation_mark_ornament
heavy_minus_sign heavy_multiplication_x heavy_plus_sign hedgehog helicopter helmet_with_cross helmet_with_white_cross
herb hibiscus high_brightness high_five~ high_heel high_voltage high_volume hiking_boot hindu_temple hippo hippopotamus
hk hm hn hockey hole hollow_red_circle homes honduras honey_pot honeybee hong_kong hook hooray horse horse_face
horse_racing~ hospital hot hot_beverage hot_dog hot_face hot_pepper hot_springs hotdog hotel hotsprings hourglass
hourglass_flowing_sand house house_abandoned house_buildings house_with_garden houses hr ht hu hug hugging hugging_face
hungary hushed hushed_face hut hyacinth ic ice ice_cream ice_cube ice_hockey ice_skate icecream iceland id id_card
identification_card ideograph_advantage ie il im imp in in_clouds inbox_tray incoming_envelope
index_pointing_at_the_viewer~! india indonesia infinity info information information_desk_person~ information_source
innocent input_numbers input_symbols interrobang io iphone iq ir iran iraq ireland is island isle_of_man israel it italy
izakaya_lantern ja_acceptable ja_application ja_bargain ja_congratulations ja_discount ja_free_of_charge ja_here
ja_monthly_amount ja_no_vacancy ja_not_free_of_carge ja_open_for_business ja_passing_grade ja_prohibited ja_reserved
ja_secret ja_service_charge ja_vacancy jack_o_lantern jamaica japan japan_map japanese_castle japanese_goblin
japanese_ogre jar je jeans jellyfish jersey jigsaw jm jo joker jolly_roger jordan joy joy_cat joystick jp judge~!
juggler~ juggling~ juice_box kaaba kangaroo karate_uniform kayak kazakhstan ke kenya key key2 keyboard keycap_asterisk
keycap_ten kg kh khanda ki kick_scooter kimono kiribati kiss_man_man~!%& kiss_mark kiss_mm~= kiss_mw~=
kiss_person_person-%& kiss_wm~= kiss_woman_man~!%& kiss_woman_woman-~!%& kiss_ww~= kissing kissing_cat
kissing_closed_eyes kissing_face kissing_face_with_closed_eyes kissing_face_with_smiling_eyes kissing_heart
kissing_smiling_eyes kiss~! kitchen_knife kite kiwi kiwi_fruit kiwifruit km kn kneeling~ knife knocked_out knot koala
koala_face koko kosovo kp kr kuwait kw ky kyrgyzstan kz la lab_coat label lacrosse ladder lady_beetle landslide laos
laptop large_blue_diamond large_orange_diamond last_quarter_moon last_quarter_moon_with_face latin_cross latvia laughing
lb lc leafless_tree leafy_green leaves lebanon ledger left_arrow left_facing_fist~ left_fist~ left_luggage
left_right_arrow left_speech_bubble leftwards_arrow_with_hook leftwards_hand~! leftwards_pushing_hand~! leg~! lemon leo
leopard lesotho level_slider levitate~ levitating~ li liar liberia libra libya liechtenstein lifebuoy lifter~
light_blue_heart light_bulb light_rail lightning lime link linked_paperclips lion lion_face lips lipstick lithuania
litter_bin lizard lk llama lmao lobster lock lock_with_ink_pen locked locked_with_key locked_with_pen locomotive lol
lollipop long_drum loop lotion_bottle lotus loud_sound loudly_crying_face loudspeaker love_hotel love_letter
love_you_gesture~! low_battery low_brightness low_volume lower_left_ballpoint_pen lower_left_crayon
lower_left_fountain_pen lower_left_paintbrush lr ls lt lu luggage lungs luxembourg lv ly lying lying_face m ma macao
macau macedonia madagascar mag mag_right mage~! magic_wand magnet mahjong mailbox mailbox_closed mailbox_with_mail
mailbox_with_no_mail malawi malaysia maldives male male_dancer~ male_sign mali malta mammoth man_artist~!
man_astronaut~! man_bald~! man_beard man_bearded~ man_biking~! man_blond_haired~ man_bouncing_ball~! man_bowing~!
man_cartwheeling~! man_climbing~! man_construction_worker~! man_cook~! man_curly_haired~! man_dancing~
man_dark_skin_tone_beard man_detective~! man_elf~! man_facepalming~! man_factory_worker~! man_fairy~! man_farmer~!
man_feeding_baby~! man_firefighter~! man_frowning~! man_genie man_gesturing_no~! man_gesturing_ok~!
man_getting_face_massage~! man_getting_haircut~! man_getting_massage~ man_golfing~! man_guard~! man_health_worker~!
man_in_business_suit_levitating~! man_in_lotus_position~! man_in_manual_wheelchair_facing_right~!
man_in_manual_wheelchair_right~ man_in_manual_wheelchair~! man_in_motorized_wheelchair_facing_right~!
man_in_motorized_wheelchair_right~ man_in_motorized_wheelchair~! man_in_steamy_room~! man_in_tuxedo~! man_judge~!
man_juggling~! man_kneeling_facing_right~! man_kneeling_right~ man_kneeling~! man_lifting_weights~!
man_light_skin_tone_beard man_mage~! man_mechanic~! man_medium_dark_skin_tone_beard man_medium_light_skin_tone_beard
man_medium_skin_tone_beard man_mountain_biking~! man_office_worker~! man_pilot~! man_playing_handball~!
man_playing_water_polo~! man_police_officer~! man_pouting~! man_raising_hand~! man_red_hair man_red_haired~!
man_rowing_boat~! man_running_facing_right~! man_running_right~ man_running~! man_scientist~! man_shrugging~!
man_singer~! man_standing~! man_student~! man_superhero~! man_supervillain~! man_surfing~! man_swimming~! man_teacher~!
man_technologist~! man_tipping_hand~! man_tone1_beard man_tone2_beard man_tone3_beard man_tone4_beard man_tone5_beard
man_vampire~! man_walking_facing_right~! man_walking_right~ man_walking~! man_wearing_turban~! man_white_haired~!
man_with_chinese_cap~ man_with_gua_pi_mao~ man_with_probing_cane~! man_with_turban~ man_with_veil~!
man_with_white_cane_facing_right~! man_with_white_cane_right~ man_with_white_cane~ man_zombie mango mans_shoe
mantlepiece_clock manual_wheelchair man~ map map_of_japan maple_leaf maracas marshall_islands martial_arts_uniform
martinique mask massage~ mate mauritania mauritius mayotte mc md me meat_on_bone mechanical_arm mechanical_leg
mechanic~! medal medical medical_mask medical_symbol medium_volumne mega megaphone melon melt melting_face memo
men_holding_hands-~!%& men_with_bunny_ears-~!%& men_with_bunny_ears_partying~= men_wrestling~!=%& mending_heart menorah
mens mens_room mermaid~! merman~! merperson~! metal~ metro mexico mf mg mh microbe micronesia microphone microphone2
microscope middle_finger~ military_helmet military_medal milk milky_way minibus minidisc minus mirror mirror_ball mk ml
mm mn mo moai mobile_phone mobile_phone_arrow mobile_phone_off moldova monaco money_bag money_mouth money_mouth_face
money_with_wings moneybag mongolia monkey monkey_face monorail montenegro montserrat moon_cake moon_ceremony moose
morocco mortar_board mosque mosquito mother_christmas~ motor_boat motor_scooter motorbike motorboat motorcycle
motorized_wheelchair motorway mount_fuji mountain mountain_bicyclist~ mountain_biking~ mountain_cableway
mountain_railway mountain_snow mouse mouse2 mouse_face mouse_three_button mouse_trap mouth movie_camera moyai mozambique
mp mq mr mrs_claus~ ms mt mu multiplication multiply muscle~ mushroom musical_keyboard musical_note musical_notes
musical_score mute muted_speaker mv mw mx mx_claus~! my myanmar mz na nail_care~ nail_polish~ name_badge namibia
national_park nauru nauseated nauseated_face nazar_amulet nc ne necktie negative_squared_cross_mark nepal nerd nerd_face
nest nest_with_eggs nesting_dolls netherlands neutral neutral_face new new_caledonia new_moon new_moon_face
new_moon_with_face new_zealand newspaper newspaper2 next_track nf ng ni nicaragua niger nigeria night_with_stars nine
nine_oclock nine_thirty ninja~! niue nl no_bell no_bicycles no_entry no_entry_sign no_good~ no_hair no_littering
no_mobile_phones no_mouth no_one_under_18 no_pedestrians no_smoking no_sound non-potable_water norfolk_island
north_korea northern_mariana_islands norway nose_steam nose~ notebook notebook_with_decorative_cover notepad_spiral
notes no~ np nr nu number_sign nut_and_bolt nz o o2 o_blood ocean octagonal_sign octopus oden office office_worker~!
ogre oil oil_drum ok ok_hand~ ok_woman~ old_key old_man old_woman older_adult~! older_man~ older_person older_woman~
olive om om_symbol oman on on_arrow oncoming_automobile oncoming_bus oncoming_fist oncoming_police_car oncoming_taxi one
one_oclock one_piece_swimsuit one_thirty onion open_book open_file_folder open_hands~ open_mouth ophiuchus optical_disk
orange orange_book orange_circle orange_heart orange_square orangutan orca orthodox_cross otter outbox_tray owl ox
oyster pa package paella page_facing_up page_with_curl pager paintbrush pakistan palau palestinian_territories palette
palm_down_hand~! palm_down~ palm_tree palm_up_hand~! palm_up~ palms_up_together~! panama pancakes panda panda_face
paperclip paperclips papua_new_guinea parachute paraguay park parking parrot part_alternation_mark partly_sunny party
party_popper partying partying_face passenger_ship passport_control pause pause_button paw_prints pe pea pea_pod peace
peace_symbol peach peacock peanuts pear peek pen pen_ballpoint pen_fountain pencil pencil2 penguin penguin_face pensive
pensive_face people_holding_hands~!=%& people_hugging people_with_bunny_ears-~!%& people_with_bunny_ears_partying~=
people_wrestling~!=%& performing_arts persevere persevering_face person person_bald person_beard person_bearded~
person_biking~ person_bouncing_ball~ person_bowing~ person_cartwheel~ person_climbing~! person_curly_hair
person_dark_skin_tone_bald person_dark_skin_tone_curly_hair person_dark_skin_tone_red_hair
person_dark_skin_tone_white_hair person_doing_cartwheel~ person_facepalming~ person_feeding_baby~! person_fencing
person_frowning~ person_gesturing_no~ person_gesturing_ok~ person_getting_haircut~ person_getting_massage~
person_golfing~! person_in_bed~! person_in_lotus_position~! person_in_manual_wheelchair_facing_right~!
person_in_manual_wheelchair_right~ person_in_manual_wheelchair~! person_in_motorized_wheelchair_facing_right~!
person_in_motorized_wheelchair_right~ person_in_motorized_wheelchair~! person_in_steamy_room~!
person_in_suit_levitating~ person_in_tuxedo~ person_juggling~ person_kneeling_facing_right~! person_kneeling_right~
person_kneeling~! person_lifting_weights~ person_light_skin_tone_bald person_light_skin_tone_curly_hair
person_light_skin_tone_red_hair person_light_skin_tone_white_hair person_medium_dark_skin_tone_bald
person_medium_dark_skin_tone_curly_hair person_medium_dark_skin_tone_red_hair person_medium_dark_skin_tone_white_hair
person_medium_light_skin_tone_bald person_medium_light_skin_tone_curly_hair person_medium_light_skin_tone_red_hair
person_medium_light_skin_tone_white_hair person_medium_skin_tone_bald person_medium_skin_tone_curly_hair
person_medium_skin_tone_red_hair person_medium_skin_tone_white_hair person_mountain_biking~ person_playing_handball~
person_playing_water_polo~ person_pouting~ person_raising_hand~ person_red_hair person_rowing_boat~
person_running_facing_right~! person_running_right~ person_running~ person_shrugging~ person_skiing person_snowboarding~
person_standing~! person_surfing~ person_swimming~ person_taking_bath~ person_tipping_hand~ person_tone1_bald
person_tone1_curly_hair person_tone1_red_hair person_tone1_white_hair person_tone2_bald person_tone2_curly_hair
person_tone2_red_hair person_tone2_white_hair person_tone3_bald person_tone3_curly_hair person_tone3_red_hair
person_tone3_white_hair person_tone4_bald person_tone4_curly_hair person_tone4_red_hair person_tone4_white_hair
person_tone5_bald person_tone5_curly_hair person_tone5_red_hair person_tone5_white_hair person_walking_facing_right~!
person_walking_right~ person_walking~ person_wearing_turban~ person_white_hair person_with_ball~ person_with_blond_hair~
person_with_crown~! person_with_pouting_face~ person_with_probing_cane~! person_with_skullcap~ person_with_veil~
person_with_white_cane_facing_right~! person_with_white_cane_right~ person_with_white_cane~ peru petri_dish pf pg ph
philippines phoenix pick pickup_truck pie pig pig2 pig_face pig_nose pile_of_poo pill pilot~! pinata pinched_fingers~!
pinching_hand~! pinch~ pineapple ping_pong pink_heart pirate_flag pisces pistol pitcairn_islands pizza piñata pk pl
placard place_of_worship play play_pause playground_slide pleading pleading_face plunger plus pm pn point_down~
point_forward~ point_left~ point_right~ point_up_2~ point_up~ poland polar_bear polar_bear_face police_car
police_officer~ poo poodle poop popcorn portugal post_office postal_horn postbox pot_of_food potable_water potato
potted_plant pouch poultry_leg pound pound_symbol pour pouring_liquid pout pouting_cat pouting_face pouting~ pr
prayer_beads pray~ pregnant_man~! pregnant_person~! pregnant_woman~ pretzel previous_track princess~ prince~ printer
probing_cane prohibited projector ps pt pudding puerto_rico punch~ purple_circle purple_heart purple_square purse
pushpin put_litter_in_its_place puzzle_piece pw py qa qatar question question_mark quiet_sound rabbit rabbit2
rabbit_face raccoon race_car racehorse racing_car racing_motorcycle radio radio_button radioactive radioactive_sign rage
railroad_track railway_car railway_track rainbow rainbow_flag rainy raised_back_of_hand~ raised_eyebrow raised_fist
raised_hand_with_fingers_splayed~ raised_hand_with_part_between_middle_and_ring_fingers~ raised_hands~ raised_hand~
raising_hands raising_hand~ ram ramen rat razor re receipt record record_button recycle recycling_symbol red_apple
red_car red_circle red_envelope red_hair red_haired~ red_heart red_o red_paper_lantern red_square regional_indicator_a
regional_indicator_b regional_indicator_c regional_indicator_d regional_indicator_e regional_indicator_f
regional_indicator_g regional_indicator_h regional_indicator_i regional_indicator_j regional_indicator_k
regional_indicator_l regional_indicator_m regional_indicator_n regional_indicator_o regional_indicator_p
regional_indicator_q regional_indicator_r regional_indicator_s regional_indicator_t regional_indicator_u
regional_indicator_v regional_indicator_w regional_indicator_x regional_indicator_y regional_indicator_z registered
relaxed relieved relieved_face reminder_ribbon repeat repeat_one rescue_worker_helmet restroom reunion reverse
reversed_hand_with_middle_finger_extended~ revolving_hearts rewind rhino rhinoceros ribbon rice rice_ball rice_cracker
rice_scene right_anger_bubble right_arrow right_bicep~ right_facing_fist~ right_fist~ rightwards_arrow_with_hook
rightwards_hand~! rightwards_pushing_hand~! ring ring_buoy ringed_planet ro robot robot_face rock rocket rofl
roll_of_paper rolled_up_newspaper roller_coaster roller_skate rolling_eyes rolling_on_the_floor_laughing romania rooster
root_vegetable rose rosette rotating_light round_pushpin rowboat~ royalty~ rs ru rugby_football runner~ running_shirt
running_shirt_with_sash running_shoe running~ russia rw rwanda sa sad_relieved_face safety_pin safety_vest sagittarius
sailboat sake salad salt salute saluting_face samoa san_marino sandal sandwich santa_claus santa~ sao_tome_principe sari
sark satellite satellite_antenna satellite_orbital satisfied saturn saudi saudi_arabia saudiarabia sauropod
savoring_food saxophone sb sc scales scarf school school_satchel scientist~! scissors scooter scorpio scorpion scorpius
scotland scream scream_cat screaming_in_fear screwdriver scroll sd se seal seat second_place second_place_medal secret
see_no_evil seedling selfie~ senegal serbia service_dog seven seven_oclock seven_thirty sewing_needle seychelles sg sh
shaking shaking_face shaking_hands shallow_pan_of_food shamrock shark shaved_ice sheaf_of_rice sheep shell
shelled_peanut shield shinto_shrine ship shirt shit shooting_star shopping_bags shopping_cart shopping_trolley shortcake
shorts shovel shower shrimp shrug~ shuffle shush shushing_face si sick sierra_leone sign_of_the_horns~ signal_strength
singapore singer~! sint_maarten six six_oclock six_pointed_star six_thirty sj sk skateboard skeleton ski skier skiing
skis skull skull_and_crossbones skull_crossbones skunk sl sled sleeping sleeping_accommodation~ sleeping_face sleepy
sleepy_face sleuth_or_spy~ slide slight_frown slight_smile slightly_frowning_face slightly_smiling_face slot_machine
sloth slovakia slovenia sm small_airplane small_blue_diamond small_orange_diamond small_red_triangle
small_red_triangle_down smile smile_cat smiley smiley_cat smiling_cat_with_heart_eyes smiling_face
smiling_face_with_3_hearts smiling_face_with_closed_eyes smiling_face_with_heart_eyes smiling_face_with_sunglasses
smiling_face_with_tear smiling_imp smirk smirk_cat smirking smirking_face smoking sn snail snake sneaker sneeze sneezing
sneezing_face snow_capped_mountain snowboarder~! snowboarding~ snowflake snowman snowman2 snowy so soap sob soccer
soccer_ball socks soft_serve softball solomon_islands somalia soon soon_arrow sos sound south_africa
south_georgia_south_sandwich_islands south_korea south_sudan space_invader spade_suit spades spaghetti spain sparkle
sparkler sparkles sparkling_heart speak_no_evil speaker speaking_head speaking_head_in_silhouette speech_balloon
speech_left speedboat spider spider_web spiral_calendar_pad spiral_note_pad spiral_shell splatter sponge spoon
sports_medal spouting_whale spy~ squeeze_bottle squid squinting_face sr sri_lanka ss st st_barthelemy st_helena
st_kitts_nevis st_lucia st_martin st_pierre_miquelon st_vincent_grenadines stadium standing~ star star2
star_and_crescent star_of_david star_struck stars station statue_of_liberty steam_locomotive steaming_bowl stethoscope
stew stop stop_button stop_sign stopwatch stormy straight_ruler strawberry stuck_out_tongue stuck_out_tongue_closed_eyes
stuck_out_tongue_winking_eye student~! studio_microphone stuffed_flatbread stuffed_pita sudan sun sun_and_rain
sun_behind_cloud sun_behind_large_cloud sun_behind_rain_cloud sun_behind_small_cloud sun_with_face sunflower sunglasses
sunglasses_cool sunny sunrise sunrise_over_mountains sunset superhero~! supervillain~! surfer~ surfing~ suriname sushi
suspension_railway suv sv svalbard_jan_mayen swan swaziland sweat sweat_drops sweat_smile sweden sweet_potato swimmer~
swimming~ switzerland sx sy symbols synagogue syria syringe sz t-rex t_rex t_shirt ta table_tennis taco tada taiwan
tajikistan takeout_box tamale tanabata_tree tangerine tanzania taurus taxi tc td tea teacher~! teapot tears_of_joy
tears_of_joy_cat technologist~! teddy_bear telephone telephone_receiver telescope television ten ten_oclock ten_thirty
tennis tent test_tube tf tg th thailand thermometer thermometer_face thinking thinking_face third_place
third_place_medal thong_sandal thought_balloon thread three three_button_mouse three_oclock three_thirty thumbdown~
thumbs_down thumbs_up thumbsdown~ thumbsup~ thumbup~ thunder_cloud_and_rain thunder_cloud_rain ticket tickets tiger
tiger2 tiger_face timer timer_clock timor_leste tired tired_face tj tk tl tm tn to togo toilet toilet_paper tokelau
tokyo_tower tomato tone1 tone2 tone3 tone4 tone5 tone_dark tone_light tone_medium tone_medium_dark tone_medium_light
tonga tongue too_cool toolbox tools tooth toothbrush top top_arrow top_hat tophat tornado tr track_next track_previous
trackball tractor trade_mark traffic_light train train2 tram tram_car transgender_flag transgender_symbol trashcan
treasure_chest trex triangular_flag triangular_flag_on_post triangular_ruler trident trinidad_tobago tristan_da_cunha
triumph troll trolleybus trombone trophy tropical_drink tropical_fish truck trumpet tt tulip tumbler_glass tunisia
turkey turkey_tr turkmenistan turks_caicos_islands turtle tuvalu tuxedo-~ tv tw twelve_oclock twelve_thirty
twisted_rightwards_arrows two two_hearts two_men_holding_hands~= two_oclock two_thirty two_women_holding_hands~= tz
u5272 u5408 u55b6 u6307 u6708 u6709 u6e80 u7121 u7533 u7981 u7a7a ua ug uganda uk ukraine um umbrella umbrella2
umbrella_on_ground umbrella_with_rain un unamused unamused_face underage unicorn unicorn_face united_arab_emirates
united_kingdom united_nations united_states unlock unlocked up up2 up_arrow up_down_arrow up_left_arrow upside_down
upside_down_face urn uruguay us us_outlying_islands us_virgin_islands usa uy uz uzbekistan va vampire~! vanuatu
vatican_city vc ve venezuela vertical_traffic_light vg vhs vi vibration_mode victory_hand victory~ video_camera
video_game videocassette vietnam violin virgo vn volcano volleyball vomiting vs vu vulcan_salute vulcan~ v~ waffle wales
walking~ wallis_futuna waning_crescent_moon waning_gibbous_moon warning wastebasket watch water_buffalo water_closet
water_polo~ water_wave watermelon watery_eyes wave~ waving_black_flag waving_hand~ waving_white_flag wavy_dash
waxing_crescent_moon waxing_gibbous_moon wc weary weary_cat weary_face wedding weight_lifter~ weight_lifting~
western_sahara wf whale whale2 wheel wheel_of_dharma wheelchair whisky white_cane white_check_mark white_circle
white_exclamation white_flag white_flower white_frowning_face white_hair white_haired~ white_heart white_large_square
white_medium_small_square white_medium_square white_question white_small_square white_square_button
white_sun_behind_cloud white_sun_behind_cloud_with_rain white_sun_cloud white_sun_rain_cloud white_sun_small_cloud
white_sun_with_small_cloud wilted_flower wilted_rose wind_blowing_face wind_chime wind_face window wine_glass wing wink
winking_face wireless wolf wolf_face woman_and_man_holding_hands-~!%& woman_artist~! woman_astronaut~! woman_bald~!
woman_beard woman_bearded~ woman_biking~! woman_blond_haired~ woman_bouncing_ball~! woman_bowing~! woman_cartwheeling~!
woman_climbing~! woman_construction_worker~! woman_cook~! woman_curly_haired~! woman_dancing~ woman_dark_skin_tone_beard
woman_detective~! woman_elf~! woman_facepalming~! woman_factory_worker~! woman_fairy~! woman_farmer~!
woman_feeding_baby~! woman_firefighter~! woman_frowning~! woman_genie woman_gesturing_no~! woman_gesturing_ok~!
woman_getting_face_massage~! woman_getting_haircut~! woman_getting_massage~ woman_golfing~! woman_guard~!
woman_health_worker~! woman_in_lotus_position~! woman_in_manual_wheelchair_facing_right~!
woman_in_manual_wheelchair_right~ woman_in_manual_wheelchair~! woman_in_motorized_wheelchair_facing_right~!
woman_in_motorized_wheelchair_right~ woman_in_motorized_wheelchair~! woman_in_steamy_room~! woman_in_tuxedo~!
woman_judge~! woman_juggling~! woman_kneeling_facing_right~! woman_kneeling_right~ woman_kneeling~!
woman_lifting_weights~! woman_light_skin_tone_beard woman_mage~! woman_mechanic~! woman_medium_dark_skin_tone_beard
woman_medium_light_skin_tone_beard woman_medium_skin_tone_beard woman_mountain_biking~! woman_office_worker~!
woman_pilot~! woman_playing_handball~! woman_playing_water_polo~! woman_police_officer~! woman_pouting~!
woman_raising_hand~! woman_red_haired~! woman_rowing_boat~! woman_running_facing_right~! woman_running_right~
woman_running~! woman_scientist~! woman_shrugging~! woman_singer~! woman_standing~! woman_student~! woman_superhero~!
woman_supervillain~! woman_surfing~! woman_swimming~! woman_teacher~! woman_technologist~! woman_tipping_hand~!
woman_tone1_beard woman_tone2_beard woman_tone3_beard woman_tone4_beard woman_tone5_beard woman_vampire~!
woman_walking_facing_right~! woman_walking_right~ woman_walking~! woman_wearing_turban~! woman_white_haired~!
woman_with_headscarf~! woman_with_probing_cane~! woman_with_veil~! woman_with_white_cane_facing_right~!
woman_with_white_cane_right~ woman_with_white_cane~ woman_zombie womans_boot womans_clothes womans_flat_shoe womans_hat
womans_sandal woman~ women_holding_hands-~!%& women_with_bunny_ears-~!%& women_with_bunny_ears_partying~=
women_wrestling~!=%& womens womens_room wood woozy woozy_face world_map worm worried worried_face worship_symbol
wrapped_gift wrench wrestlers~= wrestling~= writing_hand~ wry_smile_cat ws wtf x x-ray x_ray xk xray yarn yawn yawning
yawning_face ye yellow_circle yellow_heart yellow_square yemen yen yen_banknote yes~ yin_yang yo_yo yt yum za zambia
zany zany_face zap zebra zero zimbabwe zipper_mouth zipper_mouth_face zm zombie zw zzz
`
